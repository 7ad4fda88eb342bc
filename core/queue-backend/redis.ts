import { Redis } from 'ioredis';
import type { Queues } from '../queues.ts';
import type { Report } from './backend.ts';
import { GOODBYE_MS, inTime } from './inTime.ts';
import { openQueues } from './openQueues.ts';

const COMMAND_TIMEOUT_MS = 5_000;

/**
 * Queues on Redis.
 * @throws when the server cannot be reached.
 */
export async function openOnRedis(redisUrl: string, report: Report): Promise<Queues> {
  // Workers block on a connection of their own, which BullMQ duplicates from this one.
  const blocking = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
  // Producers fail fast instead of hanging an acknowledged contact's enqueue on a Redis that is away.
  const producer = new Redis(redisUrl, {
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    lazyConnect: true,
  });
  for (const connection of [blocking, producer]) {
    connection.on('error', (error) => report(error, 'redis'));
  }
  await Promise.all([blocking.connect(), producer.connect()]);
  return openQueues(
    {
      connection: blocking,
      factory: undefined,
      producer,
      ping: async () => void (await producer.ping()),
      close: async () => {
        await Promise.allSettled([blocking, producer].map(leave));
      },
    },
    report,
  );
}

/** Says goodbye where somebody listens; a Redis that is away would be waited for without end. */
async function leave(connection: Redis): Promise<void> {
  if (connection.status === 'ready') await inTime(connection.quit(), GOODBYE_MS);
  connection.disconnect();
}
