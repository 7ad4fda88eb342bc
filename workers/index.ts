import type { HouseContext } from '../core/context.ts';
import { attachments } from './attachments.ts';
import { backoff } from './backoff.ts';
import type { Handler } from './handler.ts';
import { intake } from './intake.ts';
import { startLoops } from './loops.ts';
import { notify } from './notify.ts';
import { orders } from './orders.ts';
import { runJob } from './runJob.ts';

/** One handler for each queue. */
const handlers: Handler[] = [intake, orders, notify, attachments];

/** The workers of this process, running. */
export interface Workers {
  /** Resolves when services and people have been read from the outside once. */
  mirrored: Promise<void>;
  /** Lets jobs and rounds under way end, then no more. */
  stop(): Promise<void>;
}

/** Starts a worker for every queue, and the loops beside them. */
export function startWorkers(ctx: HouseContext): Workers {
  const workers = handlers.map((handler) =>
    ctx.queues.work(handler.queue, (id) => runJob(ctx, handler, id), {
      concurrency: Math.min(handler.concurrency ?? Number.POSITIVE_INFINITY, ctx.config.WORKER_CONCURRENCY),
      backoff,
    }),
  );
  const loops = startLoops(ctx);
  return {
    mirrored: loops.mirrored,
    async stop() {
      await Promise.all([loops.stop(), ...workers.map((stop) => stop())]);
    },
  };
}
