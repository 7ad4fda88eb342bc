import type { Channel } from 'rabbitmq-client';

/** Where other systems put what is for us. */
export const CONTACTS_QUEUE = 'helpdesk.contacts';
/** Where our events go out; the routing key is the event's type. */
export const EVENTS_EXCHANGE = 'helpdesk.events';
/** Where messages nobody can read go, each with the reason. */
export const DEAD_EXCHANGE = 'helpdesk.dead';
export const DEAD_QUEUE = 'helpdesk.contacts.dead';
/** Where events are kept that no queue was bound for. */
export const UNROUTED_QUEUE = 'helpdesk.events.unrouted';

/** Unheard events kept; beyond it the oldest give way, so that a bus nobody listens to does not fill the disk. */
const UNROUTED_KEPT = 100_000;

/**
 * Declares what the channel needs on the broker; what is there already stays. The queue of contacts sets no delivery
 * limit of its own, as an outage of our store must not use it up (RabbitMQ 4 has one of 20 unless a policy says
 * otherwise; what goes beyond it is dead-lettered, not lost).
 * @throws {AMQPError} `PRECONDITION_FAILED` when one of them exists in another shape; the broker then closes `channel`.
 * @see https://www.rabbitmq.com/docs/quorum-queues
 */
export async function declareTopology(channel: Channel): Promise<void> {
  const quorum = { 'x-queue-type': 'quorum' } as const;
  await channel.exchangeDeclare({ exchange: EVENTS_EXCHANGE, type: 'topic', durable: true });
  await channel.exchangeDeclare({ exchange: DEAD_EXCHANGE, type: 'fanout', durable: true });
  await channel.queueDeclare({ queue: DEAD_QUEUE, durable: true, arguments: quorum });
  await channel.queueBind({ queue: DEAD_QUEUE, exchange: DEAD_EXCHANGE, routingKey: '' });
  await channel.queueDeclare({
    queue: UNROUTED_QUEUE,
    durable: true,
    arguments: { ...quorum, 'x-max-length': UNROUTED_KEPT, 'x-overflow': 'drop-head' },
  });
  await channel.queueDeclare({
    queue: CONTACTS_QUEUE,
    durable: true,
    arguments: { ...quorum, 'x-dead-letter-exchange': DEAD_EXCHANGE },
  });
}
