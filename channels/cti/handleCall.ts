import type { CallEvent, ChannelDeps, InboundContact } from '../../core/channel.ts';
import { agentExtension } from './agentExtension.ts';
import type { CallNotice } from './readCall.ts';

/** One PBX per token in this form, so its calls share one account. */
const ACCOUNT = 'default';

const TYPES = { newCall: 'ringing', answer: 'answered', hangup: 'ended' } as const;

/** What the PBX is told. `contactId` and `duplicate` stand only where the event was the caller's contact. */
export interface CallAnswer {
  recorded: CallEvent['type'];
  contactId?: string;
  duplicate?: boolean;
}

/**
 * Takes one notice in. Only an inbound newCall is the caller's contact; its journal row says all that a ringing step
 * would, in one commit. Answer and hangup are steps of the same touch, and must not count as its duplicates. Should
 * newCall never come, the house opens the contact from the call record when it meets an inbound call it does not
 * know.
 * @throws {Unavailable} when the store cannot take it; nothing is acknowledged then.
 */
export async function handleCall(notice: CallNotice, deps: ChannelDeps): Promise<CallAnswer> {
  const occurredAt = new Date();
  if (notice.event === 'newCall' && notice.direction === 'in') {
    return { recorded: 'ringing', ...(await deps.accept(toContact(notice, occurredAt))) };
  }
  const event = toCallEvent(notice, occurredAt);
  await deps.recordCall(event);
  return { recorded: event.type };
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
    endReason: notice.event === 'hangup' ? notice.cause : null,
    occurredAt,
  };
}

function toContact(notice: CallNotice, occurredAt: Date): InboundContact {
  return {
    account: ACCOUNT,
    externalId: notice.callId,
    kind: 'call',
    thread: null,
    address: notice.from,
    sender: notice.from,
    senderShared: false,
    serviceId: null,
    queue: notice.queue,
    text: notice.text,
    occurredAt,
    raw: notice.raw,
  };
}
