import type { Logger } from 'pino';
import type { DomainEvent } from '../../../core/channel.ts';
import { NoAnswer } from '../../../core/errors.ts';
import type { ConfirmedChannel, OutgoingEnvelope, Publisher } from './publisher.ts';
import { toCloudEvent } from './toCloudEvent.ts';
import { EVENTS_EXCHANGE, UNROUTED_QUEUE } from './topology.ts';

/** How many may be on their way unconfirmed: beyond it waiting costs nothing, below it throughput. */
const WINDOW = 100;

/**
 * Tells other systems of domain events.
 * @param options.source of the events, a URI reference.
 * @returns tells in order; resolves once the broker has confirmed all of them. An event nobody is bound for is kept in
 *   the queue of unrouted ones instead: telling must not wait for a listener, nor may the event be lost.
 */
export function createEventPublisher(options: {
  publisher: Publisher;
  source: string;
  log: Logger;
}): (events: DomainEvent[]) => Promise<void> {
  const unheard = createUnheardLog(options.log);
  return async (events) => {
    if (events.length === 0) return;
    const channel = await options.publisher.open();
    await inWindow(events, async (event) => {
      const body = Buffer.from(JSON.stringify(toCloudEvent(event, options.source)));
      const envelope = envelopeOf(event);
      const routing = await channel.send(envelope, body);
      unheard(event.type, routing === 'returned');
      if (routing === 'returned') await keep(channel, envelope, body);
    });
  };
}

function envelopeOf(event: DomainEvent): OutgoingEnvelope {
  return {
    exchange: EVENTS_EXCHANGE,
    routingKey: event.type,
    messageId: event.id,
    contentType: 'application/cloudevents+json; charset=utf-8',
    appId: 'helpdesk',
  };
}

/** @throws {NoAnswer} when even the queue of unrouted events is not there. */
async function keep(channel: ConfirmedChannel, envelope: OutgoingEnvelope, body: Buffer): Promise<void> {
  const headers = { 'x-helpdesk-reason': 'unroutable', 'x-helpdesk-routing-key': envelope.routingKey };
  const kept = { ...envelope, exchange: '', routingKey: UNROUTED_QUEUE, headers };
  if ((await channel.send(kept, body)) === 'returned') {
    throw new NoAnswer('esb.unrouted_queue', 'The queue of unrouted events is gone');
  }
}

/**
 * Starts the work on each item in order, so many at a time, and waits for all that was started.
 * @throws what failed first; nothing is started after it.
 */
async function inWindow<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const inFlight = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for (const item of items) {
    if (inFlight.size >= WINDOW) await Promise.race(inFlight);
    if (failures.length > 0) break;
    const done: Promise<void> = work(item)
      .catch((error) => void failures.push(error))
      .finally(() => inFlight.delete(done));
    inFlight.add(done);
  }
  await Promise.all(inFlight);
  if (failures.length > 0) throw failures[0];
}

/** Tells once by type that nobody listens, and how many went unheard once somebody does. */
function createUnheardLog(log: Logger): (type: string, isUnheard: boolean) => void {
  const counts = new Map<string, number>();
  return (type, isUnheard) => {
    const count = counts.get(type) ?? 0;
    if (isUnheard) {
      counts.set(type, count + 1);
      if (count === 0)
        log.warn({ code: 'unroutable', type, keptIn: UNROUTED_QUEUE }, 'no queue is bound for an event');
    } else if (count > 0) {
      counts.delete(type);
      log.info({ type, unheard: count, keptIn: UNROUTED_QUEUE }, 'a queue is bound for an event again');
    }
  };
}
