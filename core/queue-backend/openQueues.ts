import { type ConnectionOptions, type Job, Queue, Worker } from 'bullmq';
import { z } from 'zod';
import { QUEUE_NAMES, type QueueName, type Queues, type WorkerOptions } from '../queues.ts';
import type { Backend, Report } from './backend.ts';
import { GOODBYE_MS, inTime } from './inTime.ts';

/** Attempts are endless: rows decide when work is over, and an outage of a day must drain by itself. */
const ATTEMPTS = 1_000_000_000;
/** A job whose process was killed is taken up again this soon, however often that happens. */
const STALLED = { maxStalledCount: 1_000_000, stalledInterval: 2_000, lockDuration: 8_000 };
/** How long a stop waits for running jobs; their rows are taken up again by whoever comes next. */
const JOB_PATIENCE_MS = 8_000;

/** A job's whole payload: the id of the row it is about. */
const jobPayload = z.object({ id: z.uuid() });

/** The house's queues on one backend. */
export function openQueues(backend: Backend, report: Report): Queues {
  const stops: (() => Promise<void>)[] = [];
  const queues = new Map(QUEUE_NAMES.map((name) => [name, openQueue(name, backend, report)]));
  const queue = (name: QueueName) => queues.get(name) as Queue;
  return {
    async enqueue(name, ids, delayMs = 0) {
      if (ids.length === 0) return;
      const delay = delayMs > 0 ? { delay: delayMs } : {};
      await queue(name).addBulk(
        ids.map((id) => ({ name, data: { id }, opts: { jobId: `${name}-${id}`, ...delay } })),
      );
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
    ping: backend.ping,
    async close() {
      await Promise.all(stops.map((stop) => stop()));
      await Promise.all([...queues.values()].map((each) => inTime(each.close(), GOODBYE_MS)));
      await backend.close();
    },
  };
}

function openQueue(name: QueueName, backend: Backend, report: Report): Queue {
  const options = {
    connection: (backend.producer ?? backend.connection) as ConnectionOptions,
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
  handler: (id: string) => Promise<void>,
  options: WorkerOptions,
  backend: Backend,
  report: Report,
): Worker {
  const process = async (job: Job) => handler(jobPayload.parse(job.data).id);
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

/** Lets running jobs end; a backend that is away would be waited for without end. */
async function closeWorker(worker: Worker): Promise<void> {
  if (await inTime(worker.close(), JOB_PATIENCE_MS)) return;
  await inTime(worker.close(true), GOODBYE_MS);
}
