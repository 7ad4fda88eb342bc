import type pg from 'pg';
import type { NewOrder } from './schema.ts';

/** `id` has at least six digits and grows beyond them. One order per `external_id`, whoever asks how often. */
export const ordersDdl = `
create table if not exists sandbox.service_order (
  seq bigint generated always as identity primary key,
  id text generated always as ('so-' || lpad(seq::text, greatest(6, length(seq::text)), '0')) stored unique,
  external_id text not null unique,
  state text not null default 'acknowledged',
  ordered_at timestamptz not null default now(),
  body jsonb not null
)`;

export interface StoredOrder {
  id: string;
  external_id: string;
  state: string;
  ordered_at: Date;
  body: NewOrder;
}

const COLUMNS = 'id, external_id, state, ordered_at, body';

/**
 * Places an order once per external id.
 * @returns the order, and whether this call placed it.
 */
export async function placeOrder(
  pool: pg.Pool,
  externalId: string,
  body: NewOrder,
): Promise<{ order: StoredOrder; placed: boolean }> {
  const known = await findOrderByExternalId(pool, externalId);
  if (known) return { order: known, placed: false };
  const inserted = await pool.query<StoredOrder>(
    `insert into sandbox.service_order (external_id, body) values ($1, $2)
     on conflict (external_id) do nothing returning ${COLUMNS}`,
    [externalId, JSON.stringify(body)],
  );
  const order = inserted.rows[0];
  if (order) return { order, placed: true };
  const other = await findOrderByExternalId(pool, externalId);
  if (!other) throw new Error('an order that conflicts is not there');
  return { order: other, placed: false };
}

export async function findOrder(pool: pg.Pool, id: string): Promise<StoredOrder | undefined> {
  const found = await pool.query<StoredOrder>(`select ${COLUMNS} from sandbox.service_order where id = $1`, [
    id,
  ]);
  return found.rows[0];
}

async function findOrderByExternalId(pool: pg.Pool, externalId: string): Promise<StoredOrder | undefined> {
  const found = await pool.query<StoredOrder>(
    `select ${COLUMNS} from sandbox.service_order where external_id = $1`,
    [externalId],
  );
  return found.rows[0];
}

/** Orders newest first, all or those of one external id, and how many there are. */
export async function listOrders(
  pool: pg.Pool,
  filter: { externalId?: string; offset: number; limit: number },
): Promise<{ orders: StoredOrder[]; total: number }> {
  const where = 'where $1::text is null or external_id = $1';
  const externalId = filter.externalId ?? null;
  const [rows, count] = await Promise.all([
    pool.query<StoredOrder>(
      `select ${COLUMNS} from sandbox.service_order ${where} order by seq desc limit $2 offset $3`,
      [externalId, filter.limit, filter.offset],
    ),
    pool.query<{ total: string }>(`select count(*) as total from sandbox.service_order ${where}`, [
      externalId,
    ]),
  ]);
  return { orders: rows.rows, total: Number(count.rows[0]?.total ?? 0) };
}
