import type { AsyncMessage, Channel } from 'rabbitmq-client';
import type { Verdict } from './handleMessage.ts';
import type { Link } from './link.ts';
import { CONTACTS_QUEUE, declareTopology } from './topology.ts';

export interface ConsumerOptions {
  link: Link;
  /** How many messages may be unacknowledged at once. */
  prefetch: number;
  /** Never rejects. */
  handle(message: AsyncMessage): Promise<Verdict>;
}

/** Why a consumer ended, and whether it got something done before. */
interface Round {
  end: 'stopped' | 'lost' | 'again';
  didWell: boolean;
}

/**
 * One consumer on a channel of its own, until it is stopped, lost, or a message must stay on the bus. What was not
 * acknowledged goes back by the end of the channel, which ends the consumer too: so it stands in front again and in its
 * order. A quorum queue puts at its end what is given back one by one, and what was on its way when a consumer is
 * cancelled by itself (seen with 3.10.8: 35 times of 80). That is done to the messages at fault only: others pass them.
 * @param signal stops it: what is in flight is finished first.
 * @param onOpen called once it consumes.
 * @throws {AMQPError} when the broker goes away meanwhile, or has a queue of that name in another shape.
 */
export async function runConsumer(
  options: ConsumerOptions,
  signal: AbortSignal,
  onOpen: () => void,
): Promise<Round> {
  const channel = await options.link.open().acquire({ emitErrorsFromChannel: true });
  const round = watchEnd(channel, signal);
  const inFlight = new Set<Promise<void>>();
  const failed: number[] = [];
  let didWell = false;
  const take = async (message: AsyncMessage) => {
    const verdict = await options.handle(message);
    if (verdict === 'failed') failed.push(message.deliveryTag);
    if (verdict !== 'done') return round.finish('again');
    didWell = true;
    if (channel.active) channel.basicAck({ deliveryTag: message.deliveryTag });
  };
  try {
    await declareTopology(channel);
    await channel.basicQos({ prefetchCount: options.prefetch });
    const { consumerTag } = await channel.basicConsume({ queue: CONTACTS_QUEUE }, (message) => {
      if (round.isOver()) return;
      const work: Promise<void> = take(message).finally(() => inFlight.delete(work));
      inFlight.add(work);
    });
    onOpen();
    const end = await round.over;
    await Promise.all(inFlight);
    if (failed.length > 0 && channel.active) {
      // Given back while we consume, they would come straight back.
      await channel.basicCancel(consumerTag);
      for (const deliveryTag of failed) channel.basicNack({ deliveryTag, requeue: true });
    }
    return { end, didWell };
  } finally {
    await Promise.all(inFlight);
    await channel.close();
  }
}

/** Settles once, with what came first: we stop, the broker ended the channel or the consumer, a message must wait. */
function watchEnd(channel: Channel, signal: AbortSignal) {
  let isOver = false;
  let settle: (end: Round['end']) => void = () => {};
  const over = new Promise<Round['end']>((resolve) => {
    settle = resolve;
  });
  const finish = (end: Round['end']) => {
    isOver = true;
    settle(end);
  };
  const stop = () => finish('stopped');
  const lose = () => finish('lost');
  channel.once('close', lose);
  channel.on('error', lose);
  channel.on('basic.cancel', lose);
  signal.addEventListener('abort', stop);
  void over.then(() => signal.removeEventListener('abort', stop));
  if (signal.aborted) stop();
  return { over, finish, isOver: () => isOver };
}
