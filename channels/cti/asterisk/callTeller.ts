import type { CountryCode } from 'libphonenumber-js/max';
import type { CallEvent } from '../../../core/channel.ts';
import { readCaller } from '../steps/caller.ts';
import { readEndReason } from '../steps/endReason.ts';
import { toContact } from '../steps/inboundCall.ts';
import type { Step } from '../steps/takeSteps.ts';
import type { LiveCall } from './liveCall.ts';

/** Tells the house of a call, each thing once. Calls between agents are nobody's business. */
export interface CallTeller {
  /** That it rings: of an inbound call, the caller's contact. */
  rings(call: LiveCall): void;
  /** That it joined a queue after its contact was told without. */
  queues(call: LiveCall, at: Date): void;
  answered(call: LiveCall, agentExtension: string | null, at: Date): void;
  ended(call: LiveCall, endReason: string | null, at: Date): void;
}

/**
 * @param account names the PBX.
 * @param country whose numbers come without a country code.
 * @param emit takes the steps.
 */
export function createCallTeller(
  account: string,
  country: CountryCode,
  emit: (step: Step) => void,
): CallTeller {
  const tell = (call: LiveCall, said: Partial<CallEvent> & Pick<CallEvent, 'type' | 'occurredAt'>) => {
    if (call.direction === 'internal') return;
    const event: CallEvent = {
      ...{ account, callId: call.id, direction: call.direction, from: call.from, to: call.to },
      queue: lineOf(call),
      agentExtension: call.dialler,
      endReason: null,
      ...said,
    };
    emit({ event });
  };
  const once = (call: LiveCall, what: 'contact' | 'ringing' | 'answered' | 'ended') => {
    const isNew = !call.told.has(what) && call.direction !== 'internal';
    if (isNew) call.told.add(what);
    return isNew;
  };
  const rings = (call: LiveCall) => {
    if (call.timer) clearTimeout(call.timer);
    call.timer = null;
    if (call.direction === 'out' && once(call, 'ringing'))
      tell(call, { type: 'ringing', occurredAt: call.beganAt });
    if (call.direction !== 'in' || !once(call, 'contact')) return;
    const caller = readCaller(call.from, country);
    const { id: callId, beganAt, raw } = call;
    const ringsAt = [...call.ringsAt];
    const line = { queue: lineOf(call), ringsAt };
    emit({ contact: toContact({ account, callId, caller, ...line, occurredAt: beganAt, raw }) });
  };
  return {
    rings,
    queues: (call, at) => tell(call, { type: 'ringing', occurredAt: at }),
    answered(call, agentExtension, at) {
      rings(call);
      if (once(call, 'answered')) tell(call, { type: 'answered', agentExtension, occurredAt: at });
    },
    ended(call, endReason, at) {
      rings(call);
      if (once(call, 'ended'))
        tell(call, { type: 'ended', endReason: readEndReason(endReason), occurredAt: at });
    },
  };
}

/** What routes an inbound call: its queue, else the number that was dialled. */
function lineOf(call: LiveCall): string | null {
  return call.direction === 'in' ? (call.queue ?? call.to) : null;
}
