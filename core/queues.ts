import {
  type ConnectionOptions,
  createPostgresBackend,
  DEFAULT_SCHEMA,
  type Job,
  Queue,
  runMigrations,
  Worker,
} from 'bullmq';
import { Redis } from 'ioredis';
import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import { closePool } from './db/closePool.ts';
import { createPool } from './db/db.ts';

/** Every queue of the house. A job is an id and nothing else: truth lives in rows. */
export const QUEUE_NAMES = ['intake', 'orders', 'notify'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** A job's whole payload: the id of the row it is about. */
const jobPayload = z.object({ id: z.uuid() });

/** What a worker is given to run; see workers/. */
export interface WorkerOptions {
  concurrency: number;
  /** @returns milliseconds until the next attempt. */
  backoff(attemptsMade: number): number;
}

export interface Queues {
  /**
   * Enqueues ids. One that is already queued, delayed or running is left alone.
   * @throws when the backend cannot be reached; rows stay, `sweep` enqueues them later.
   */
  enqueue(name: QueueName, ids: string[]): Promise<void>;
  /**
   * Starts a worker; its handler sees the id and how many attempts were made before.
   * @returns how to stop it: running jobs end first.
   */
  work(
    name: QueueName,
    handler: (id: string, attemptsMade: number) => Promise<void>,
    options: WorkerOptions,
  ): () => Promise<void>;
  /** Jobs waiting or delayed, by queue. */
  depth(name: QueueName): Promise<number>;
  /** Throws unless the backend answers. */
  ping(): Promise<void>;
  /** Waits for running jobs, then lets go of every connection. */
  close(): Promise<void>;
}

/** Attempts are endless: rows decide when work is over, and an outage of a day must drain by itself. */
const ATTEMPTS = 1_000_000_000;
/** A job whose process was killed is taken up again this soon, however often that happens. */
const STALLED = { maxStalledCount: 1_000_000, stalledInterval: 2_000, lockDuration: 8_000 };
const POOL_SIZE = 24;
const REDIS_COMMAND_TIMEOUT_MS = 5_000;
/** How long a stop waits for running jobs; their rows are taken up again by whoever comes next. */
const JOB_PATIENCE_MS = 8_000;
/** How long a goodbye to the backend may take. */
const GOODBYE_MS = 1_000;

type Backend = { connection: ConnectionOptions | pg.Pool; factory: typeof createPostgresBackend | undefined };

/** Tells of backend errors: one error that reaches every queue over a shared connection is told once. */
type Report = (error: Error, where: string) => void;

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

async function openOnPostgres(databaseUrl: string, report: Report): Promise<Queues> {
  const pool = createPool(databaseUrl, {
    max: POOL_SIZE,
    schema: DEFAULT_SCHEMA,
    onError: (error) => report(error, 'pool'),
  });
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  return openQueues({ connection: pool, factory: createPostgresBackend }, report, {
    ping: async () => void (await pool.query('select 1')),
    close: () => closePool(pool),
  });
}

async function openOnRedis(redisUrl: string, report: Report): Promise<Queues> {
  // Workers block on a connection of their own, which BullMQ duplicates from this one.
  const blocking = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
  // Producers fail fast instead of hanging an acknowledged contact's enqueue on a Redis that is away.
  const producer = new Redis(redisUrl, {
    maxRetriesPerRequest: 1,
    commandTimeout: REDIS_COMMAND_TIMEOUT_MS,
    lazyConnect: true,
  });
  for (const connection of [blocking, producer]) {
    connection.on('error', (error) => report(error, 'redis'));
  }
  await Promise.all([blocking.connect(), producer.connect()]);
  return openQueues({ connection: blocking, factory: undefined }, report, {
    producer,
    ping: async () => void (await producer.ping()),
    close: async () => {
      await Promise.allSettled([blocking, producer].map(leave));
    },
  });
}

/** Says goodbye where somebody listens; a Redis that is away would be waited for without end. */
async function leave(connection: Redis): Promise<void> {
  if (connection.status === 'ready') await inTime(connection.quit(), GOODBYE_MS);
  connection.disconnect();
}

/** Lets running jobs end; a backend that is away would be waited for without end. */
async function closeWorker(worker: Worker): Promise<void> {
  if (await inTime(worker.close(), JOB_PATIENCE_MS)) return;
  await inTime(worker.close(true), GOODBYE_MS);
}

/** @returns whether the work ended in time; its failure counts as an end. */
async function inTime(work: Promise<unknown>, ms: number): Promise<boolean> {
  const ended = work.then(
    () => true,
    () => true,
  );
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, ms, false).unref());
  return Promise.race([ended, late]);
}

interface Hooks {
  producer?: Redis;
  ping(): Promise<void>;
  close(): Promise<void>;
}

function openQueues(backend: Backend, report: Report, hooks: Hooks): Queues {
  const stops: (() => Promise<void>)[] = [];
  const queues = new Map(QUEUE_NAMES.map((name) => [name, openQueue(name, backend, report, hooks.producer)]));
  const queue = (name: QueueName) => queues.get(name) as Queue;
  return {
    async enqueue(name, ids) {
      if (ids.length === 0) return;
      await queue(name).addBulk(ids.map((id) => ({ name, data: { id }, opts: { jobId: `${name}-${id}` } })));
    },
    work(name, handler, options) {
      const worker = openWorker(name, handler, options, backend, report);
      let stopping: Promise<void> | undefined;
      const stop = () => {
        stopping ??= closeWorker(worker);
        return stopping;
      };
      stops.push(stop);
      return stop;
    },
    async depth(name) {
      const counts = await queue(name).getJobCounts('waiting', 'delayed', 'prioritized');
      return Object.values(counts).reduce((sum, value) => sum + value, 0);
    },
    ping: hooks.ping,
    async close() {
      await Promise.all(stops.map((stop) => stop()));
      await Promise.all([...queues.values()].map((each) => inTime(each.close(), GOODBYE_MS)));
      await hooks.close();
    },
  };
}

function openQueue(name: QueueName, backend: Backend, report: Report, producer: Redis | undefined): Queue {
  const options = {
    connection: (producer ?? backend.connection) as ConnectionOptions,
    defaultJobOptions: {
      attempts: ATTEMPTS,
      backoff: { type: 'custom' },
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
  const queue = backend.factory
    ? (new Queue(name, options as never, backend.factory as never) as unknown as Queue)
    : new Queue(name, options);
  queue.on('error', (error) => report(error, `queue ${name}`));
  return queue;
}

function openWorker(
  name: QueueName,
  handler: (id: string, attemptsMade: number) => Promise<void>,
  options: WorkerOptions,
  backend: Backend,
  report: Report,
): Worker {
  const process = async (job: Job) => handler(jobPayload.parse(job.data).id, job.attemptsMade);
  const workerOptions = {
    connection: backend.connection as ConnectionOptions,
    concurrency: options.concurrency,
    ...STALLED,
    settings: { backoffStrategy: options.backoff },
  };
  const worker = backend.factory
    ? (new Worker(name, process, workerOptions as never, backend.factory as never) as unknown as Worker)
    : new Worker(name, process, workerOptions);
  worker.on('error', (error) => report(error, `worker ${name}`));
  return worker;
}
