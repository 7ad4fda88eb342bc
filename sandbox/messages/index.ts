import { Hono } from 'hono';
import type pg from 'pg';
import { refuse } from '../tmf/refuse.ts';
import { listMessages } from './store.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

/** What people were sent on every channel: `GET ?to=&channel=&limit=` → `{items}`, newest first. */
export function createMessages(pool: pg.Pool): Hono {
  const app = new Hono();
  app.get('/', async (c) => {
    const limit = c.req.query('limit') ?? String(DEFAULT_LIMIT);
    if (!/^\d{1,6}$/.test(limit)) return refuse(c, 400, 'INVALID_QUERY', 'limit is a whole number');
    const items = await listMessages(pool, {
      to: c.req.query('to'),
      channel: c.req.query('channel'),
      limit: Math.min(Number(limit), MAX_LIMIT),
    });
    return c.json({ items });
  });
  return app;
}
