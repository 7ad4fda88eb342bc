import type { Context } from 'hono';
import { refuse } from './refuse.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

export interface Page {
  offset: number;
  limit: number;
}

/**
 * Reads `offset` and `limit` of a list call (TMF630 part 1, §4.4).
 * @returns the page, or the 400 answer for a value that is no whole number.
 */
export function readPage(c: Context): Page | Response {
  const offset = wholeNumber(c.req.query('offset'), 0);
  const limit = wholeNumber(c.req.query('limit'), DEFAULT_LIMIT);
  if (offset === null || limit === null) {
    return refuse(c, 400, 'INVALID_QUERY', 'offset and limit are whole numbers from zero up');
  }
  return { offset, limit: Math.min(limit, MAX_LIMIT) };
}

/**
 * Answers one page of a list: `X-Total-Count` what matched, `X-Result-Count` what is in the body
 * (TMF630). `fields` trims every entry.
 */
export function answerPage(c: Context, items: Entry[], total: number): Response {
  c.header('X-Total-Count', String(total));
  c.header('X-Result-Count', String(items.length));
  return c.json(items.map((item) => pickFields(c, item)));
}

/** Answers one resource, trimmed to `fields`. */
export function answerOne(c: Context, item: Entry, status: 200 | 201 = 200): Response {
  return c.json(pickFields(c, item), status);
}

/** A resource: `id` and `href` stay whatever `fields` says. */
export interface Entry {
  id: string;
  href: string;
}

function pickFields(c: Context, item: Entry): object {
  const fields = c.req.query('fields');
  if (!fields) return item;
  const wanted = new Set(['id', 'href', ...fields.split(',').map((field) => field.trim())]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => wanted.has(name)));
}

function wholeNumber(text: string | undefined, fallback: number): number | null {
  if (text === undefined || text === '') return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
