import type pg from 'pg';
import { customers as demoCustomers } from './people.ts';
import { type CustomerBody, customerBody } from './schema.ts';
import { createShelf, type Shelf } from './shelf.ts';

/** Those somebody created, and demo customers somebody changed; the rest is code. */
export const customersDdl = `
create table if not exists sandbox.customer (
  id text primary key,
  version integer not null,
  body jsonb not null
);
create sequence if not exists sandbox.customer_number start with ${demoCustomers.length + 1}`;

/** A customer as he stands: `version` counts his changes from 1. */
export interface StoredCustomer {
  id: string;
  version: number;
  body: CustomerBody;
}

/** All customers: read from memory, written to Postgres first. One process has the sandbox. */
export interface CustomerStore {
  /** Those of a number and with every word of a text in their names, in order of their ids; absent parts do not filter. */
  find(filter: { phone: string | undefined; name: string | undefined }): Promise<StoredCustomer[]>;
  get(id: string): Promise<StoredCustomer | undefined>;
  create(body: CustomerBody): Promise<StoredCustomer>;
  /** @returns undefined when the customer is no longer of that version: nothing was written. */
  replace(id: string, version: number, body: CustomerBody): Promise<StoredCustomer | undefined>;
}

/** @param pool on the database whose schema `sandbox` holds what is written. */
export function createCustomerStore(pool: pg.Pool): CustomerStore {
  let loading: Promise<Shelf> | undefined;
  const load = () => {
    loading ??= readAll(pool).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return {
    async find({ phone, name }) {
      const shelf = await load();
      const words = fold(name ?? '')
        .split(/\s+/)
        .filter(Boolean);
      const candidates = phone === undefined ? shelf.all() : shelf.ofPhone(phone);
      return candidates.filter(({ body }) => {
        const known = fold(body.name);
        return words.every((word) => known.includes(word));
      });
    },
    async get(id) {
      return (await load()).get(id);
    },
    async create(body) {
      const shelf = await load();
      const { rows } = await pool.query<StoredCustomer>(
        `insert into sandbox.customer (id, version, body)
         values ('cust-' || nextval('sandbox.customer_number'), 1, $1) returning id, version, body`,
        [JSON.stringify(body)],
      );
      const [row] = rows;
      if (!row) throw new Error('a customer that was written is not there');
      return shelf.put(row);
    },
    async replace(id, version, body) {
      const shelf = await load();
      const { rows } = await pool.query<StoredCustomer>(
        `insert into sandbox.customer as c (id, version, body) values ($1, $2 + 1, $3)
         on conflict (id) do update set version = c.version + 1, body = excluded.body where c.version = $2
         returning id, version, body`,
        [id, version, JSON.stringify(body)],
      );
      return rows[0] && shelf.put(rows[0]);
    },
  };
}

async function readAll(pool: pg.Pool): Promise<Shelf> {
  const shelf = createShelf();
  for (const { id, ...body } of demoCustomers) shelf.put({ id, version: 1, body: customerBody.parse(body) });
  const { rows } = await pool.query<StoredCustomer>(
    'select id, version, body from sandbox.customer order by length(id), id',
  );
  for (const row of rows) shelf.put(row);
  return shelf;
}

function fold(text: string): string {
  return text.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е');
}
