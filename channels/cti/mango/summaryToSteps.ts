import type { CallEvent } from '../../../core/channel.ts';
import type { JsonObject } from '../../../core/json.ts';
import { readEndReason } from '../steps/endReason.ts';
import { occurredAt } from '../steps/occurredAt.ts';
import type { Step } from '../steps/takeSteps.ts';
import { directionOfSummary } from './direction.ts';
import { ACCOUNT } from './legToSteps.ts';
import { type MangoSummary, readSummary } from './readLeg.ts';

/**
 * Says what `events/summary` means: the call is over, and was answered if somebody spoke, whether or not we were told
 * before. Of a call nobody took, `to` is the first who missed it, who answered nothing.
 * @param now our clock, for what carries no time.
 * @throws {ZodError} as {@link readSummary}.
 */
export function summaryToSteps(json: JsonObject, now: Date): Step[] {
  const summary = readSummary(json);
  const direction = directionOfSummary(summary);
  if (direction === 'internal') return [];
  const call = direction === 'in' ? inbound(summary) : outbound(summary);
  const base = { account: ACCOUNT, callId: summary.entry_id, direction, ...call.sides };
  const ended: CallEvent = {
    ...base,
    type: 'ended',
    agentExtension: direction === 'out' ? call.agent : null,
    endReason: readEndReason(summary.disconnect_reason),
    occurredAt: occurredAt(summary.end_time, now),
  };
  const spoke = summary.talk_time !== null || summary.entry_result === '1';
  if (!spoke) return [{ event: ended }];
  const at = occurredAt(summary.talk_time, now);
  const answered: CallEvent = {
    ...base,
    type: 'answered',
    agentExtension: call.agent,
    endReason: null,
    occurredAt: at,
  };
  return [{ event: answered }, { event: ended }];
}

function inbound({ from, to, line_number }: MangoSummary) {
  return {
    sides: { from: from.number, to: line_number ?? to.number, queue: line_number },
    agent: to.extension,
  };
}

function outbound({ from, to, line_number }: MangoSummary) {
  return { sides: { from: from.number ?? line_number, to: to.number, queue: null }, agent: from.extension };
}
