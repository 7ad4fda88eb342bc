import type { CountryCode } from 'libphonenumber-js/max';
import type { CallEvent } from '../../../core/channel.ts';
import type { JsonObject } from '../../../core/json.ts';
import { readCaller } from '../steps/caller.ts';
import { readEndReason } from '../steps/endReason.ts';
import { toContact } from '../steps/inboundCall.ts';
import { occurredAt } from '../steps/occurredAt.ts';
import type { Step } from '../steps/takeSteps.ts';
import { directionOfLeg } from './direction.ts';
import { type MangoLeg, readLeg } from './readLeg.ts';

/** One key is one virtual PBX. */
export const ACCOUNT = 'mango';

/** "The calling party ended the call". */
const CALLER_HUNG_UP = '1110';

/**
 * Says what one `events/call` means. The legs of a call end one by one (a voice menu, a queue, each telephone that
 * rang), so a leg's end is the call's only where nobody can be left: the caller hung up in a menu or a queue, or the
 * one leg of a call of ours is over. The end is otherwise told by the summary.
 * @param country whose numbers come without a country code.
 * @param now our clock, for what carries no time.
 * @throws {ZodError} as {@link readLeg}.
 */
export function legToSteps(json: JsonObject, country: CountryCode, now: Date): Step[] {
  const leg = readLeg(json);
  const at = occurredAt(leg.timestamp, now);
  const direction = directionOfLeg(leg);
  if (direction === 'internal') return [];
  if (direction === 'out') return outbound(leg, at);
  if (leg.call_state !== 'Appeared' || leg.from.taken_from_call_id !== null) return inbound(leg, at);
  const call = { account: ACCOUNT, callId: leg.entry_id, caller: readCaller(leg.from.number, country) };
  const ringsAt = ringingAt(leg);
  return [{ contact: toContact({ ...call, queue: lineOf(leg), ringsAt, occurredAt: at, raw: json }) }];
}

/** The group that is rung says more of what the caller wants than the line he dialled. */
const lineOf = (leg: MangoLeg) => leg.to.acd_group ?? leg.to.line_number;

/** The agent's own telephone, once the call has left menu and queue. */
function ringingAt({ location, to }: MangoLeg): string[] {
  return location === 'abonent' && to.extension !== null ? [to.extension] : [];
}

function inbound(leg: MangoLeg, at: Date): Step[] {
  const { call_state: state, location, to } = leg;
  const waits = location === 'ivr' || location === 'queue';
  const event = (said: Partial<CallEvent> & Pick<CallEvent, 'type'>): Step[] => [
    {
      event: {
        ...{ account: ACCOUNT, callId: leg.entry_id, direction: 'in', occurredAt: at },
        ...{ from: leg.from.number, to: to.line_number ?? to.number, queue: lineOf(leg) },
        ...{ agentExtension: null, endReason: null },
        ...said,
      },
    },
  ];
  if (state === 'Appeared') {
    const ringsAt = ringingAt(leg);
    return event({ type: 'ringing', ...(ringsAt.length > 0 && { ringsAt }) });
  }
  if (state === 'Connected' && !waits) return event({ type: 'answered', agentExtension: to.extension });
  const isLeft = state === 'Disconnected' && waits && leg.disconnect_reason === CALLER_HUNG_UP;
  return isLeft ? event({ type: 'ended', endReason: readEndReason(leg.disconnect_reason) }) : [];
}

/** The agent's own telephone rings first (`to` is the agent then); only the next leg is the customer's. */
function outbound(leg: MangoLeg, at: Date): Step[] {
  const { call_state: state, from, to } = leg;
  const isAgentsLeg = from.extension === null && to.extension !== null;
  const [agent, customer] = isAgentsLeg ? [to, from] : [from, to];
  const event = (said: Partial<CallEvent> & Pick<CallEvent, 'type'>): Step[] => [
    {
      event: {
        ...{ account: ACCOUNT, callId: leg.entry_id, direction: 'out', occurredAt: at },
        ...{ from: agent.number ?? to.line_number, to: customer.number, queue: null },
        ...{ agentExtension: agent.extension, endReason: null },
        ...said,
      },
    },
  ];
  if (state === 'Appeared' || (state === 'Connected' && isAgentsLeg)) return event({ type: 'ringing' });
  if (state === 'Connected') return event({ type: 'answered' });
  const goesOn = isAgentsLeg || from.was_transferred || to.was_transferred;
  if (state !== 'Disconnected' || goesOn) return [];
  return event({ type: 'ended', endReason: readEndReason(leg.disconnect_reason) });
}
