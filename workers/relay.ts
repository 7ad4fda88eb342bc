import type { Channel, DomainEvent } from '../core/channel.ts';
import type { HouseContext } from '../core/context.ts';
import { relayEvents } from '../core/eventReaders.ts';

const EVENTS_AT_ONCE = 200;
/** What of an event's data other systems are told: ids, numbers and codes of ours. Anything else stays with us. */
const TOLD = new Set(
  `afterEvent agentExtension assignedBy assigneeId attachmentId callbackId callId channel code customerId dueAt
  endReason files from into kind linkId massIncidentId noticeId number orderId priority processId rating reason reasons
  recipient replyId rung serviceId setting state step template to version workGroupId`.split(/\s+/),
);
/** Codes of providers and PBXs: a word, not a sentence of theirs. */
const FOREIGN = ['code', 'endReason'];
const CODE = /^[\w.-]{1,40}$/;

/**
 * Tells other systems of the next domain events through one channel. The position moves with the provider's
 * confirmation and not before it: what was told twice carries the same id.
 * @param name the channel's name: its position is its own.
 * @returns whether there may be more.
 * @throws {NoAnswer} when the other side is away; the position stays.
 */
export async function relayRound(
  ctx: Pick<HouseContext, 'db'>,
  name: string,
  publish: NonNullable<Channel['publish']>,
): Promise<boolean> {
  const taken = await relayEvents(ctx.db, `relay ${name}`, EVENTS_AT_ONCE, (events) =>
    publish(events.map(withoutWords)),
  );
  return taken === EVENTS_AT_ONCE;
}

function withoutWords(event: DomainEvent): DomainEvent {
  const data = Object.entries(event.data).filter(
    ([key, value]) => TOLD.has(key) && (!FOREIGN.includes(key) || value === null || CODE.test(String(value))),
  );
  return { ...event, data: Object.fromEntries(data) };
}
