import type { Logger } from 'pino';
import type { Queues } from '../queues.ts';
import type { Report } from './backend.ts';
import { openOnPostgres } from './postgres.ts';
import { openOnRedis } from './redis.ts';

/**
 * Opens the queues: on Redis where `redisUrl` is given, else on Postgres in the schema `bullmq`.
 * @param options.databaseUrl used without Redis.
 * @throws when the backend cannot be reached or prepared.
 */
export async function createQueues(options: {
  redisUrl: string | undefined;
  databaseUrl: string;
  log: Logger;
}): Promise<Queues> {
  const told = new WeakSet<Error>();
  const report: Report = (error, where) => {
    if (told.has(error)) return;
    told.add(error);
    options.log.warn({ err: error, where }, 'the queue backend reported an error');
  };
  return options.redisUrl
    ? openOnRedis(options.redisUrl, report)
    : openOnPostgres(options.databaseUrl, report);
}
