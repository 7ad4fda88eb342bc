import { Hono } from 'hono';
import { sql } from 'kysely';
import { readWaiting } from './contact/ledger.ts';
import type { HouseContext } from './context.ts';
import { QUEUE_NAMES } from './queues.ts';

/**
 * What every process answers about itself: `/healthz` (it runs), `/readyz` (it can take work: store and queues
 * answer), `/metrics` (Prometheus text format).
 * @param options.channels every channel of the house.
 * @param options.isReady false while the process starts or stops.
 */
export function createProbes(ctx: HouseContext, options: { channels: string[]; isReady(): boolean }): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const checks = {
      started: options.isReady(),
      store: await answers(storePing(ctx)),
      queues: await answers(ctx.queues.ping()),
    };
    const ready = Object.values(checks).every(Boolean);
    return c.json({ status: ready ? 'ready' : 'not ready', checks }, ready ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    await refreshGauges(ctx, options.channels);
    return c.text(await ctx.metrics.registry.metrics(), 200, {
      'content-type': ctx.metrics.registry.contentType,
    });
  });
  return app;
}

async function storePing(ctx: HouseContext): Promise<void> {
  await sql`select 1`.execute(ctx.db);
}

async function answers(check: Promise<unknown>): Promise<boolean> {
  return check.then(
    () => true,
    () => false,
  );
}

/** Figures that live in the store, not in this process. A store that is away leaves them out, not the rest. */
async function refreshGauges(ctx: HouseContext, channels: string[]): Promise<void> {
  const { contactsWaiting, oldestWaiting, queueDepth } = ctx.metrics;
  contactsWaiting.reset();
  oldestWaiting.reset();
  queueDepth.reset();
  try {
    const waiting = await readWaiting(ctx.db);
    // Nothing waits is a figure too: an alarm must tell it from no figure.
    for (const channel of channels) {
      contactsWaiting.set({ channel }, 0);
      oldestWaiting.set({ channel }, 0);
    }
    for (const entry of waiting) {
      contactsWaiting.set({ channel: entry.channel }, entry.waiting);
      oldestWaiting.set({ channel: entry.channel }, entry.oldestWaitingSeconds);
    }
    for (const queue of QUEUE_NAMES) queueDepth.set({ queue }, await ctx.queues.depth(queue));
  } catch (error) {
    ctx.log.warn({ err: error }, 'the store or the queues could not be asked for their figures');
  }
}
