import { type RawBuilder, sql } from 'kysely';
import { CATEGORIES, type Category } from '../business-process/process.ts';
import { Invalid } from '../errors.ts';
import type { BoardQuery } from './board.ts';
import { DUE } from './streams.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const NEVER = 'infinity';
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a card stands, as its row tells it: the term (or the end), the beginning, the id. */
export interface CardPosition {
  key: string;
  created: string;
  id: string;
}

/** The cursor of the page behind a card. */
export function encodeCard({ key, created, id }: CardPosition): string {
  return encode([key, created, id]);
}

/**
 * SQL conditions over `i`: what stands behind the cursors, of the open columns (by `c.category`) and of the closed one.
 * @throws {Invalid} naming `cursor` when one is not ours.
 */
export function behind(after: BoardQuery['after']): Record<'open' | 'done', RawBuilder<boolean>> {
  const open = CATEGORIES.filter((category) => category !== 'DONE').flatMap((category) => {
    const position = positionOf(after, category);
    if (!position) return [];
    return sql`(c.category <> ${category} or (${DUE}, i.created_at, i.id)
      > (${position.key}::timestamptz, ${position.created}::timestamptz, ${position.id}::uuid))`;
  });
  const done = positionOf(after, 'DONE');
  return {
    open: open.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(open, sql` and `)}`,
    done: done
      ? sql<boolean>`(i.closed_at, i.id) < (${done.key}::timestamptz, ${done.id}::uuid)`
      : sql<boolean>`true`,
  };
}

/** The cursor of the page of lanes behind this one. */
export function encodeLane(position: { sort: string; id: string }): string {
  return encode([position.sort, position.id]);
}

/** @throws {Invalid} naming `lanesAfter` when it is not ours. */
export function decodeLane(cursor: string): { sort: string; id: string } {
  const [sort, id, ...rest] = decode(cursor);
  if (sort === undefined || id === undefined || rest.length > 0)
    throw new Invalid('lanesAfter', 'is not a cursor of this board');
  return { sort, id };
}

function positionOf(after: BoardQuery['after'], category: Category): CardPosition | undefined {
  const cursor = after?.[category];
  if (cursor === undefined) return undefined;
  const [key = '', created = '', id = ''] = decode(cursor);
  if (!(key === NEVER || isTime(key)) || !isTime(created) || !ID.test(id))
    throw new Invalid('cursor', 'is not a cursor of this board');
  return { key, created, id };
}

function isTime(text: string): boolean {
  return TIME.test(text) && !Number.isNaN(Date.parse(text));
}

/** SQL: a moment as a cursor holds it, of full precision; one that never comes is `infinity`. */
export function momentText(moment: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`coalesce(
    to_char(nullif(${moment}, 'infinity') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), ${NEVER})`;
}

function encode(parts: string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function decode(cursor: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string' && !part.includes('\0'))
      ? parts
      : [];
  } catch {
    // Not JSON: not a cursor of ours.
    return [];
  }
}
