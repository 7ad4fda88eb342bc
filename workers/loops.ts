import { once } from 'node:events';
import { adoptLostCalls } from '../core/call/adoptLostCalls.ts';
import { settleEndedCalls } from '../core/call/callbacks.ts';
import type { HouseContext } from '../core/context.ts';
import type { Db } from '../core/db/db.ts';
import { enqueueQuietly } from '../core/enqueue.ts';
import { readEvents } from '../core/eventReaders.ts';
import { runAlone } from '../core/lease.ts';
import { attachMissed } from '../core/mass-incident/attachMatching.ts';
import { detectSpikes } from '../core/mass-incident/detectSpikes.ts';
import { finishClosings } from '../core/mass-incident/finishClosings.ts';
import { planRound } from '../core/notification/planRound.ts';
import { noticePolicy } from '../core/notification/policy.ts';
import { applyWaitingOrderStates } from '../core/order/applyOrderStates.ts';
import { syncServices } from '../core/service-catalog/syncServices.ts';
import { noteTerms } from '../core/sla/noteTerms.ts';
import { sweep } from '../core/sweep.ts';
import { tidy } from '../core/tidy.ts';
import { syncUsers } from '../core/user/syncUsers.ts';
import { type Loop, startLoop } from './loop.ts';
import { relayRound } from './relay.ts';

const EVENTS_AT_ONCE = 200;
const NOTICES_EVERY_MS = 250;
const SWEEP_EVERY_MS = 2_000;
const SYNC_EVERY_MS = 60_000;
/** Until the mirrors have been filled once, an outside system that is still starting is asked often. */
const FIRST_SYNC_EVERY_MS = 500;
const TIDY_EVERY_MS = 3_600_000;
const SPIKES_EVERY_MS = 15_000;

/** The loops of this process, running. */
export interface Loops {
  /** Resolves when services and people have been read once. */
  mirrored: Promise<void>;
  stop(): Promise<void>;
}

/** Starts everything that is not a queue: the sweep, the readers of events, the mirrors of outside dictionaries. */
export function startLoops(ctx: HouseContext): Loops {
  const { log } = ctx;
  const services = startMirror(ctx, 'services', () => syncServices(ctx.db, ctx.catalogue));
  const users = startMirror(ctx, 'users', () => syncUsers(ctx.db, ctx.directory));
  const loops = [
    startLoop({ name: 'sweep', everyMs: SWEEP_EVERY_MS, log, round: sweepRound(ctx) }),
    startLoop({
      name: 'lost calls',
      everyMs: SWEEP_EVERY_MS,
      log,
      round: () => quietly(adoptLostCalls(ctx)),
    }),
    startLoop({ name: 'notices', everyMs: NOTICES_EVERY_MS, log, round: () => noticesRound(ctx) }),
    startLoop({
      name: 'ended calls',
      everyMs: SWEEP_EVERY_MS,
      log,
      round: () => quietly(settleEndedCalls(ctx.db)),
    }),
    startLoop({
      name: 'order states',
      everyMs: SWEEP_EVERY_MS,
      log,
      round: () => quietly(applyWaitingOrderStates(ctx)),
    }),
    startLoop({ name: 'terms', everyMs: SWEEP_EVERY_MS, log, round: () => noteTerms(ctx.db) }),
    startLoop({ name: 'spikes', everyMs: SPIKES_EVERY_MS, log, round: () => spikesRound(ctx.db) }),
    startLoop({ name: 'mass closings', everyMs: SWEEP_EVERY_MS, log, round: () => finishClosings(ctx) }),
    startLoop({ name: 'tidy', everyMs: TIDY_EVERY_MS, log, round: () => quietly(tidy(ctx.db)) }),
    ...startRelays(ctx),
    services.loop,
    users.loop,
  ];
  return {
    mirrored: Promise.all([services.filled, users.filled]).then(() => undefined),
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

/** One reader of events for each channel that tells other systems of them; one process does it at a time. */
function startRelays(ctx: HouseContext): Loop[] {
  const { log } = ctx;
  return [...ctx.channels].flatMap(([channelName, channel]) => {
    const publish = channel.publish?.bind(channel);
    if (!publish) return [];
    const name = `relay ${channelName}`;
    const round = () => relayRound(ctx, channelName, publish);
    const stop = runAlone({
      databaseUrl: ctx.config.DATABASE_URL,
      name,
      log,
      async work(signal) {
        const loop = startLoop({ name, everyMs: NOTICES_EVERY_MS, log, round });
        if (!signal.aborted) await once(signal, 'abort');
        await loop.stop();
      },
    });
    return [{ stop }];
  });
}

/** Looks for what became one cause of many requests, and for requests of a known one that were missed. */
async function spikesRound(db: Db): Promise<boolean> {
  await attachMissed(db);
  await detectSpikes(db);
  return false;
}

/** A round that has no more to do, whatever it did. */
async function quietly(work: Promise<unknown>): Promise<boolean> {
  await work;
  return false;
}

function sweepRound(ctx: HouseContext): () => Promise<boolean> {
  // What an earlier process of ours left behind is due at once.
  let atOnce = true;
  return async () => {
    await sweep(ctx.db, { everySeconds: ctx.config.SWEEP_AFTER_SECONDS, atOnce }, async (queue, ids) => {
      await ctx.queues.enqueue(queue, ids);
      ctx.metrics.swept.inc({ queue }, ids.length);
    });
    atOnce = false;
    return false;
  };
}

async function noticesRound(ctx: HouseContext): Promise<boolean> {
  const policy = noticePolicy(ctx);
  let planned: string[] = [];
  const taken = await readEvents(ctx.db, 'notices', EVENTS_AT_ONCE, async (trx, events) => {
    planned = await planRound(ctx, trx, events, policy);
  });
  await enqueueQuietly(ctx, 'notify', planned);
  return taken === EVENTS_AT_ONCE;
}

function startMirror(
  ctx: HouseContext,
  name: string,
  sync: () => Promise<number>,
): { loop: Loop; filled: Promise<void> } {
  let nextAt = 0;
  let tellFilled = () => {};
  const filled = new Promise<void>((resolve) => {
    tellFilled = resolve;
  });
  const round = async () => {
    if (performance.now() < nextAt) return false;
    if ((await sync()) > 0) {
      nextAt = performance.now() + SYNC_EVERY_MS;
      tellFilled();
    }
    return false;
  };
  return { loop: startLoop({ name, everyMs: FIRST_SYNC_EVERY_MS, log: ctx.log, round }), filled };
}
