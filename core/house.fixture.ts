import { pino } from 'pino';
import type { Outbound } from './channel.ts';
import { houseConfig } from './config.fixture.ts';
import type { Config } from './config.ts';
import { createIntake } from './contact/acceptContact.ts';
import type { HouseContext } from './context.ts';
import type { KnownCustomer } from './customer/customer.fixture.ts';
import { createMemoryCustomers } from './customer/memoryCustomers.fixture.ts';
import { openTestStore } from './db/store.fixture.ts';
import { createMetrics } from './metrics.ts';
import type { QueueName } from './queues.ts';

/** A house on a real store whose queues only remember and whose customer system is a list. */
export interface TestHouse {
  ctx: HouseContext;
  /** What was enqueued, in order. */
  queued: { queue: QueueName; id: string; delayMs: number }[];
  customers: KnownCustomer[];
  close(): Promise<void>;
}

/** Opens one, with two services in its catalogue. */
export async function openTestHouse(changes: Partial<Config> = {}): Promise<TestHouse> {
  const store = await openTestStore();
  const { db } = store;
  const queued: TestHouse['queued'] = [];
  const customers: KnownCustomer[] = [
    { id: 'cust-1', name: 'Иван Петров', phones: ['+79160000001'] },
    { id: 'cust-2', name: 'Анна Иванова', phones: ['+79160000099'] },
    { id: 'cust-3', name: 'Пётр Иванов', phones: ['+79160000099'] },
  ];
  await db
    .insertInto('service')
    .values([
      { id: 'svc-internet', name: 'Интернет', name_en: 'Internet' },
      { id: 'svc-billing', name: 'Счета', name_en: 'Billing' },
    ])
    .execute();
  const metrics = createMetrics();
  const config = houseConfig(changes);
  const enqueue = async (queue: QueueName, ids: string[], delayMs = 0) => {
    queued.push(...ids.map((id) => ({ queue, id, delayMs })));
  };
  const ctx = {
    config,
    log: pino({ level: 'silent' }),
    db,
    metrics,
    queues: { enqueue },
    customers: createMemoryCustomers(customers),
    channels: new Map(),
    senders: new Map(),
    intake: createIntake({
      db,
      metrics,
      defaultCountry: config.DEFAULT_COUNTRY,
      sweepAfterSeconds: config.SWEEP_AFTER_SECONDS,
      onJournalled: (contacts) => {
        queued.push(
          ...contacts.map((each) => ({
            queue: 'intake' as const,
            id: each.contactId,
            delayMs: each.delayMs,
          })),
        );
      },
    }),
  } as unknown as HouseContext;
  return { ctx, queued, customers, close: store.close };
}

/** A way out that remembers what it was given. */
export function rememberingOutbound(
  changes: Partial<Outbound> = {},
): Outbound & { sent: Parameters<Outbound['send']>[0][] } {
  const sent: Parameters<Outbound['send']>[0][] = [];
  return {
    sent,
    choices: 'buttons',
    byPhone: false,
    send: async (message) => {
      sent.push(message);
      return { providerId: `p-${sent.length}` };
    },
    ...changes,
  };
}
