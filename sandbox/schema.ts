import type pg from 'pg';
import { customersDdl } from './customers/store.ts';
import { adapterDdl } from './identity/adapter.ts';
import { keysDdl } from './identity/keys.ts';
import { messagesDdl } from './messages/store.ts';
import { ordersDdl } from './orders/store.ts';
import { subscribersDdl } from './subscribers/store.ts';
import { telegramDdl } from './telegram/schema.ts';
import { inTransaction } from './transaction.ts';

/** Keeps two processes that start at once from creating the same things side by side. */
const LOCK = 7_305_001;

/** Creates what is missing of the schema `sandbox`: the outside's own memory, apart from the house's. */
export async function createSchema(pool: pg.Pool): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query('create schema if not exists sandbox');
    for (const ddl of [
      customersDdl,
      ordersDdl,
      messagesDdl,
      keysDdl,
      adapterDdl,
      subscribersDdl,
      telegramDdl,
    ]) {
      await client.query(ddl);
    }
  });
}
