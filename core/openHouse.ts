import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createIntake, type Journalled } from './contact/acceptContact.ts';
import type { HouseContext } from './context.ts';
import { createCustomerSystem } from './customer/customerSystem.ts';
import { closePool } from './db/closePool.ts';
import { createDb, createPool, logBroken } from './db/db.ts';
import { migrate } from './db/migrate.ts';
import { settleRestored } from './db/settleRestored.ts';
import { enqueueQuietly } from './enqueue.ts';
import { createAgentLoads } from './incident/agentLoads.ts';
import { createLiveHub } from './live/liveHub.ts';
import { createMetrics } from './metrics.ts';
import { createOrderSystem } from './order/orderSystem.ts';
import { createQueues } from './queue-backend/createQueues.ts';
import { createCatalogue } from './service-catalog/catalogue.ts';
import { openDirectory } from './user/directory.ts';

/** The house with its doors open: the context, and how to leave it. */
export interface OpenHouse {
  ctx: HouseContext;
  /** Waits for what is under way, then lets go of queues and store. */
  close(): Promise<void>;
}

/**
 * Opens store and queues, brings the store to its newest version, and builds the clients of the outside systems.
 * @throws when store or queues cannot be reached; outside systems may be away.
 */
export async function openHouse(config: Config, log: Logger): Promise<OpenHouse> {
  const pool = createPool(config.DATABASE_URL, { max: config.DATABASE_POOL, onError: logBroken(log) });
  const db = createDb(pool);
  const applied = await migrate(db);
  if (applied.length > 0) log.info({ applied }, 'the store was migrated');
  if (await settleRestored(db))
    log.warn('the store came from another server; its events were laid before all new ones');
  const queues = await createQueues({ redisUrl: config.REDIS_URL, databaseUrl: config.DATABASE_URL, log });
  const metrics = createMetrics();
  const enqueuing = new Set<Promise<void>>();
  const intake = createIntake({
    db,
    metrics,
    defaultCountry: config.DEFAULT_COUNTRY,
    sweepAfterSeconds: config.SWEEP_AFTER_SECONDS,
    onJournalled(contacts) {
      // The sender is told now; the queue hears of it in its own time.
      for (const [delayMs, ids] of byDelay(contacts)) {
        const task = enqueueQuietly({ queues, log }, 'intake', ids, delayMs).finally(() =>
          enqueuing.delete(task),
        );
        enqueuing.add(task);
      }
    },
  });
  const ctx: HouseContext = {
    config,
    log,
    db,
    queues,
    metrics,
    intake,
    ...outsideSystems(config),
    agentLoads: createAgentLoads(db),
    live: createLiveHub({ db, databaseUrl: config.DATABASE_URL, log }),
    channels: new Map(),
    senders: new Map(),
  };
  return {
    ctx,
    async close() {
      await ctx.live.close();
      await Promise.allSettled(enqueuing);
      await queues.close();
      await closePool(pool);
    },
  };
}

function outsideSystems(
  config: Config,
): Pick<HouseContext, 'customers' | 'orders' | 'catalogue' | 'directory'> {
  const timeoutMs = config.OUTSIDE_TIMEOUT_MS;
  return {
    customers: createCustomerSystem({
      baseUrl: config.CUSTOMER_API_URL,
      timeoutMs,
      cacheSeconds: config.CUSTOMER_CACHE_SECONDS,
    }),
    orders: createOrderSystem({ baseUrl: config.ORDER_API_URL, timeoutMs }),
    catalogue: createCatalogue({ baseUrl: config.CATALOG_API_URL, timeoutMs }),
    directory: openDirectory(config),
  };
}

function byDelay(contacts: Journalled[]): Map<number, string[]> {
  const ids = new Map<number, string[]>();
  for (const { contactId, delayMs } of contacts) ids.set(delayMs, [...(ids.get(delayMs) ?? []), contactId]);
  return ids;
}
