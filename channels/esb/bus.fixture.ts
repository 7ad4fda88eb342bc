import { Connection, type Envelope, type SyncMessage } from 'rabbitmq-client';
import { vi } from 'vitest';
import { type RecordedDeps, recordDeps } from '../edge/deps.fixture.ts';
import { CONTACTS_QUEUE, DEAD_QUEUE, UNROUTED_QUEUE } from './amqp/topology.ts';
import { esb } from './index.ts';

const STRUCTURED = 'application/cloudevents+json';

/** The channel, running against a broker, with the house as its tests see it. */
export function openBus(url: string, settings: Record<string, string> = {}) {
  const deps = recordDeps();
  const channel = esb.create({ ESB_TOKEN: 'dev-esb', ESB_AMQP_URL: url, ...settings }, deps);
  const { publish, start, stop } = channel;
  if (!publish || !start || !stop) throw new Error('a channel with a broker publishes, starts and stops');
  return { deps, channel: { ...channel, publish, start, stop } };
}

/** Lines of a channel's log as objects. */
export function linesOf(deps: RecordedDeps): Record<string, unknown>[] {
  return deps
    .logged()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Makes `accept` wait until it is let go, as a slow commit does. */
export function holdAccept(deps: RecordedDeps) {
  const accept = deps.accept;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const seen: string[] = [];
  deps.accept = async (contact) => {
    seen.push(contact.externalId);
    await held;
    return accept(contact);
  };
  return { seen, release };
}

/** A contact as another system puts it on the bus. */
export function contactEvent(id: string, change: Record<string, unknown> = {}) {
  const data = { phone: '+79160000007', text: 'Не работает интернет' };
  return { specversion: '1.0', type: 'helpdesk.contact.v1', source: '/crm', id, data, ...change };
}

/** A state of an order, as an order system tells of it. */
export function orderStateEvent(id: string, orderId: string, state: string) {
  const data = {
    eventId: `n-${id}`,
    eventTime: '2025-11-24T07:15:30.000Z',
    eventType: 'ServiceOrderStateChangeEvent',
    event: { serviceOrder: { id: orderId, externalId: 'request-1', state } },
  };
  return { specversion: '1.0', type: 'org.tmforum.ServiceOrderStateChangeEvent', source: '/oms', id, data };
}

/** Another system on the same broker. */
export interface Peer {
  /** Puts a body into the queue of contacts. */
  put(body: unknown, envelope?: Envelope): Promise<void>;
  /** Messages ready, and consumers, of a queue. */
  look(queue: string): Promise<{ messages: number; consumers: number }>;
  /** Takes all there is out of a queue. */
  drain(queue: string): Promise<SyncMessage[]>;
  /** A queue of its own, bound to an exchange, gone with the peer. */
  listen(exchange: string, routingKey: string, args?: Record<string, unknown>): Promise<string>;
  deleteQueue(queue: string): Promise<void>;
  /** Empties the queues of the house, and stops listening. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function openPeer(url: string): Promise<Peer> {
  const connection = new Connection({ url, retryLow: 100, retryHigh: 500 });
  connection.on('error', () => {});
  await connection.onConnect(60_000);
  const publisher = connection.createPublisher({ confirm: true });
  const listening: string[] = [];
  const look = async (queue: string) => {
    const { messageCount, consumerCount } = await connection.queueDeclare({ queue, passive: true });
    return { messages: messageCount, consumers: consumerCount };
  };
  return {
    look,
    async put(body, envelope) {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
      const whole = { routingKey: CONTACTS_QUEUE, durable: true, contentType: STRUCTURED, ...envelope };
      // A quorum queue without a leader, as after a restart, refuses for a moment.
      await vi.waitFor(() => publisher.send(whole, bytes), { timeout: 30_000, interval: 200 });
    },
    async drain(queue) {
      const messages: SyncMessage[] = [];
      for (;;) {
        const message = await connection.basicGet({ queue, noAck: true });
        if (!message) return messages;
        messages.push(message);
      }
    },
    async listen(exchange, routingKey, args) {
      const { queue } = await connection.queueDeclare({ exclusive: true, arguments: args });
      await connection.queueBind({ queue, exchange, routingKey });
      listening.push(queue);
      return queue;
    },
    deleteQueue: async (queue) => void (await connection.queueDelete(queue)),
    async reset() {
      for (const queue of listening.splice(0)) await connection.queueDelete(queue);
      for (const queue of [CONTACTS_QUEUE, DEAD_QUEUE, UNROUTED_QUEUE]) await connection.queuePurge(queue);
    },
    async close() {
      await publisher.close();
      await connection.close();
    },
  };
}
