import { type RawBuilder, sql } from 'kysely';
import { DateTime } from 'luxon';
import { Invalid } from './errors.ts';

/** A page of a list, newest first. `nextCursor` is null on the last one. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Which page: at most `limit` items behind `cursor` (from the page before; absent: the first). */
export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export const MAX_LIMIT = 200;
export const DEFAULT_LIMIT = 50;

/**
 * Keyset condition for lists ordered by (time desc, id desc): no page ever costs more than the first.
 * @param time and `id` name the two columns, e.g. `r.created_at` and `r.id`.
 * @throws {Invalid} naming `cursor` when it is not one of ours.
 */
export function afterCursor(cursor: string | undefined, time: string, id: string): RawBuilder<boolean> {
  if (cursor === undefined) return sql<boolean>`true`;
  const { at, id: lastId } = decodeCursor(cursor);
  return sql<boolean>`(${sql.ref(time)}, ${sql.ref(id)}) < (${at}::timestamptz, ${lastId}::uuid)`;
}

/**
 * Cuts a page out of rows that were read with `limit + 1`.
 * @param position the time and id of a row, as ordered.
 */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  position: (row: Row) => { at: string; id: string },
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(toItem), nextCursor: more ? encodeCursor(position(last)) : null };
}

/** A timestamp column as text of full precision: a JavaScript date would lose the microseconds the cursor needs. */
export function exactTime(column: string): RawBuilder<string> {
  return sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

function encodeCursor(position: { at: string; id: string }): string {
  return Buffer.from(JSON.stringify([position.at, position.id])).toString('base64url');
}

function decodeCursor(cursor: string): { at: string; id: string } {
  const shape = /^\["(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)","([0-9a-f-]{36})"\]$/;
  const match = shape.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match?.[1] || !match[2] || !isMoment(match[1]))
    throw new Invalid('cursor', 'is not a cursor of this list');
  return { at: match[1], id: match[2] };
}

/** Whether there is such a day and hour: a cursor made by hand may name the 30th of February. @param at ISO time. */
export function isMoment(at: string): boolean {
  return DateTime.fromISO(at).isValid && !at.startsWith('0000');
}
