import type { CountryCode } from 'libphonenumber-js/max';
import type { CallEvent } from '../../../core/channel.ts';
import { readCaller } from '../steps/caller.ts';
import { readEndReason } from '../steps/endReason.ts';
import { toContact } from '../steps/inboundCall.ts';
import type { Step } from '../steps/takeSteps.ts';
import { agentExtension, ringingExtensions } from './agentExtension.ts';
import type { CallNotice } from './readCall.ts';

/** One PBX per token in this form, so its calls share one account. */
const ACCOUNT = 'default';

const TYPES = { newCall: 'ringing', answer: 'answered', hangup: 'ended' } as const;

/**
 * Says what one notice means. Only an inbound newCall is the caller's contact; answer and hangup are steps of the
 * same touch, and must not count as its duplicates.
 * @param country whose numbers come without a country code.
 * @param occurredAt the form carries no time: when it arrived.
 */
export function toSteps(notice: CallNotice, country: CountryCode, occurredAt: Date): Step[] {
  const event = toCallEvent(notice, occurredAt);
  const first: Step =
    event.type === 'ringing' && event.direction === 'in'
      ? {
          contact: toContact({
            account: ACCOUNT,
            callId: notice.callId,
            caller: readCaller(notice.from, country),
            queue: notice.queue,
            ringsAt: ringingExtensions(notice),
            text: notice.text,
            occurredAt,
            raw: notice.raw,
          }),
        }
      : { event };
  const { recordingUrl } = notice;
  if (recordingUrl === null) return [first];
  return [first, { event: { ...event, type: 'recorded', endReason: null, recordingUrl } }];
}

function toCallEvent(notice: CallNotice, occurredAt: Date): CallEvent {
  return {
    account: ACCOUNT,
    callId: notice.callId,
    type: TYPES[notice.event],
    direction: notice.direction,
    from: notice.from,
    to: notice.to,
    queue: notice.queue,
    agentExtension: agentExtension(notice),
    endReason: notice.event === 'hangup' ? readEndReason(notice.cause) : null,
    occurredAt,
  };
}
