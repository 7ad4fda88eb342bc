import type { Channel, ChannelDeps } from '../../../core/channel.ts';
import type { EventTaker } from '../events/takeEvents.ts';
import { consume } from './consume.ts';
import { createMessageHandler } from './handleMessage.ts';
import { createLink } from './link.ts';
import { createEventPublisher } from './publishEvents.ts';
import { createPublisher } from './publisher.ts';

/** Longer than any broker is away; a goodbye ends the wait. */
const WAIT_FOREVER_MS = 2 ** 31 - 1;
/** Whoever publishes has somebody who waits for the answer. */
const PUBLISH_WAIT_MS = 5000;

/**
 * The RabbitMQ side of the bus. Nothing is opened before it is used: a process that only publishes does not consume.
 * @param options.url of the broker.
 * @param options.prefetch how many messages may be unacknowledged at once.
 * @param options.source what our events name as theirs.
 */
export function createBus(
  options: { url: string; prefetch: number; source: string; events: EventTaker },
  deps: Pick<ChannelDeps, 'log' | 'isStoreReady'>,
): Required<Pick<Channel, 'publish' | 'start' | 'stop'>> {
  const { log } = deps;
  const { url, prefetch } = options;
  const publisher = createPublisher(
    createLink({ url, use: 'publish', acquireTimeoutMs: PUBLISH_WAIT_MS, log }),
  );
  const handle = createMessageHandler({ events: options.events, publisher, log });
  let consumer: { stop(): Promise<void> } | undefined;
  return {
    publish: createEventPublisher({ publisher, source: options.source, log }),
    async start() {
      const link = createLink({ url, use: 'consume', acquireTimeoutMs: WAIT_FOREVER_MS, log });
      consumer ??= consume({ link, prefetch, handle, isStoreReady: () => deps.isStoreReady(), log });
    },
    async stop() {
      await consumer?.stop();
      await publisher.close();
    },
  };
}
