import type { CountryCode } from 'libphonenumber-js/max';
import type { CallEvent } from '../../../core/channel.ts';
import { readCaller } from '../steps/caller.ts';
import { readEndReason } from '../steps/endReason.ts';
import { toContact } from '../steps/inboundCall.ts';
import { occurredAt } from '../steps/occurredAt.ts';
import type { Step } from '../steps/takeSteps.ts';
import type { TwilioNotice } from './readNotice.ts';

/** One auth token is one account of theirs. */
const ACCOUNT = 'twilio';

const BEFORE_ANSWER = ['queued', 'initiated', 'ringing'];
const FINAL = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];
const SPOKEN = ['completed', 'answered'];

/** What may differ between the steps of one notice. */
type Said = Partial<CallEvent> & Pick<CallEvent, 'type'>;

/**
 * Says what one notice means. The caller's leg (no ParentCallSid) is the call: it rings and ends. That it was
 * answered is told by the legs dialled for it, or by the dial's result: its own `in-progress` may as well be a voice
 * menu. Legs that nobody took up say nothing: others may ring on. SequenceNumber is not needed: the house moves a
 * call forward only, in whatever order it hears.
 * @param country whose numbers come without a country code.
 * @param now our clock, for what carries no time.
 */
export function toSteps(notice: TwilioNotice, country: CountryCode, now: Date): Step[] {
  const at = occurredAt(notice.timestamp === null ? null : Date.parse(notice.timestamp) / 1000, now);
  const events = [...saidOfCall(notice, at), ...saidOfRecording(notice)];
  const steps = events.map((said): Step => ({ event: toCallEvent(notice, said, at) }));
  if (!isNewCaller(notice)) return steps;
  const caller = readCaller(notice.from, country);
  const call = { account: ACCOUNT, callId: notice.callSid, caller, queue: notice.to };
  return [{ contact: toContact({ ...call, occurredAt: at, raw: notice.raw }) }, ...steps];
}

function isNewCaller(notice: TwilioNotice): boolean {
  const { direction, parentCallSid, callStatus, dialCallStatus } = notice;
  const isCall = direction === 'inbound' && parentCallSid === null && dialCallStatus === null;
  return isCall && BEFORE_ANSWER.includes(callStatus ?? '');
}

function saidOfCall(notice: TwilioNotice, at: Date): Said[] {
  const status = notice.callStatus ?? '';
  if (notice.dialCallStatus !== null) return saidOfDial(notice.dialCallStatus);
  if (notice.parentCallSid !== null) return saidOfDialledLeg(notice, at);
  if (isNewCaller(notice)) return [];
  if (FINAL.includes(status)) return [{ type: 'ended', endReason: status }];
  if (status === 'in-progress' && isOutbound(notice)) return [{ type: 'answered' }];
  return status === 'in-progress' || BEFORE_ANSWER.includes(status) ? [{ type: 'ringing' }] : [];
}

/** We answer a finished dial with nothing to do, which ends the call. */
function saidOfDial(status: string): Said[] {
  const ended: Said = { type: 'ended', endReason: readEndReason(status) };
  return SPOKEN.includes(status) ? [{ type: 'answered' }, ended] : [ended];
}

function saidOfDialledLeg(notice: TwilioNotice, at: Date): Said[] {
  const agentExtension = dialledAgent(notice.to);
  if (notice.callStatus === 'in-progress') return [{ type: 'answered', agentExtension }];
  if (notice.callStatus !== 'completed') return [];
  // A completed leg was taken up; should that have been lost, it was the talk's length ago.
  const talk = Number(notice.duration ?? 0) * 1000;
  const answeredAt = talk > 0 ? new Date(at.getTime() - talk) : at;
  return [{ type: 'answered', agentExtension, occurredAt: answeredAt }];
}

function saidOfRecording({ recordingUrl, recordingStatus }: TwilioNotice): Said[] {
  const isReady = recordingStatus === null || recordingStatus === 'completed';
  return recordingUrl !== null && isReady ? [{ type: 'recorded', recordingUrl }] : [];
}

function toCallEvent(notice: TwilioNotice, said: Said, at: Date): CallEvent {
  return {
    account: ACCOUNT,
    callId: notice.parentCallSid ?? notice.callSid,
    direction: isOutbound(notice) ? 'out' : 'in',
    from: notice.from,
    // Of a dialled leg it is the agent's telephone, not the number the customer called.
    to: notice.parentCallSid === null ? notice.to : null,
    queue: notice.parentCallSid === null && !isOutbound(notice) ? notice.to : null,
    agentExtension: null,
    endReason: null,
    occurredAt: at,
    ...said,
  };
}

function isOutbound(notice: TwilioNotice): boolean {
  return notice.direction === 'outbound-api' && notice.parentCallSid === null;
}

/** `sip:101@pbx.example.com` is 101, `client:anna` is anna, an agent's own number is its digits. */
function dialledAgent(to: string | null): string | null {
  const address = (to ?? '').replace(/^(sips?|client):/i, '').split(/[@;?]/, 1)[0] ?? '';
  const digits = address.replace(/[\s()./-]/g, '');
  return (/^\+?\d+$/.test(digits) ? digits : address) || null;
}
