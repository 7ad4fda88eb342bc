import type { Channel, Connection, Envelope, ReturnedMessage } from 'rabbitmq-client';
import { NoAnswer } from '../../../core/errors.ts';
import { codeOf, type Link } from './link.ts';
import { declareTopology } from './topology.ts';

/** How long the broker may take to confirm; a broker that is there does so in milliseconds. */
const CONFIRM_WITHIN_MS = 10_000;
/** How long a broker that is away is waited for. */
const CONNECT_WITHIN_MS = 5000;

/** A message for the broker. `messageId` tells its return from that of others in flight. */
export type OutgoingEnvelope = Envelope & { exchange: string; routingKey: string; messageId: string };

/** Whether a message found a queue. */
export type Routing = 'routed' | 'returned';

/** Publishes persistent messages with publisher confirms and `mandatory`. */
export interface Publisher {
  /** A channel to publish on. @throws {NoAnswer} when the broker is away, blocked, or has other ideas of our queues. */
  open(): Promise<ConfirmedChannel>;
  /** Lets go of the channel, then closes the link. */
  close(): Promise<void>;
}

/** Sends in the order it is called; drop it once a send failed. */
export interface ConfirmedChannel {
  /**
   * @returns once the broker has the message safely, or has handed it back as nobody is bound for it.
   * @throws {NoAnswer} when it was refused or not confirmed in time: whether it arrived is not known.
   */
  send(envelope: OutgoingEnvelope, body: Buffer): Promise<Routing>;
  close(): Promise<void>;
}

/** @param link a connection for publishing alone. */
export function createPublisher(link: Link): Publisher {
  let current: Promise<ConfirmedChannel> | undefined;
  const start = () => {
    const opening = openChannel(link, () => {
      if (current === opening) current = undefined;
    });
    current = opening;
    return opening;
  };
  return {
    open: () => current ?? start(),
    async close() {
      // A connection waits for its channels with its goodbye; one that is still opening ends with it.
      void current?.then(
        (channel) => channel.close(),
        () => {},
      );
      await link.close();
    },
  };
}

/** @param onEnd called, more than once perhaps, when the channel is of no more use. */
async function openChannel(link: Link, onEnd: () => void): Promise<ConfirmedChannel> {
  try {
    const connection = link.open();
    await connection.onConnect(CONNECT_WITHIN_MS, true);
    const channel = await connection.acquire({ emitErrorsFromChannel: true });
    channel.on('close', onEnd);
    // What it failed is told by each send.
    channel.on('error', onEnd);
    await declareTopology(channel);
    await channel.confirmSelect();
    return confirmedChannel(connection, channel, onEnd);
  } catch (error) {
    onEnd();
    throw new NoAnswer(`esb.${codeOf(error, 'away')}`, 'The bus cannot be published to');
  }
}

function confirmedChannel(connection: Connection, channel: Channel, onEnd: () => void): ConfirmedChannel {
  const takeReturn = watchReturns(channel);
  return {
    async send(envelope, body) {
      // What is written to a broker that is blocked waits in memory and goes out long after it was given up.
      if (!connection.ready) throw new NoAnswer('esb.blocked', 'The bus takes nothing for now');
      try {
        await withinTime(channel.basicPublish({ ...envelope, durable: true, mandatory: true }, body));
      } catch (error) {
        onEnd();
        // Ends what else is in flight on it. Its goodbye is not waited for: the broker may not answer that either.
        void channel.close();
        throw new NoAnswer(`esb.${codeOf(error, 'unconfirmed')}`, 'The bus did not confirm a message');
      }
      return takeReturn(envelope.messageId);
    },
    close: () => channel.close(),
  };
}

/** Counts what the broker hands back, by message id: two of the same id are handed back twice. */
function watchReturns(channel: Channel): (messageId: string) => Promise<Routing> {
  const returned = new Map<string, number>();
  channel.on('basic.return', ({ messageId }: ReturnedMessage) => {
    if (messageId !== undefined) returned.set(messageId, (returned.get(messageId) ?? 0) + 1);
  });
  return async (messageId) => {
    // The broker returns before it confirms, but the client tells of it one turn of the event loop later.
    await new Promise((resolve) => setImmediate(resolve));
    const times = returned.get(messageId) ?? 0;
    if (times === 0) return 'routed';
    if (times === 1) returned.delete(messageId);
    else returned.set(messageId, times - 1);
    return 'returned';
  };
}

/** @throws {NoAnswer} when the confirm does not come in time. */
async function withinTime(confirmed: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer('timeout', 'No confirm in time')), CONFIRM_WITHIN_MS);
  });
  await Promise.race([confirmed, late]).finally(() => clearTimeout(timer));
}
