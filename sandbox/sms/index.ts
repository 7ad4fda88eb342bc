import { type Context, Hono } from 'hono';
import type pg from 'pg';
import { storeMessage } from '../messages/store.ts';

const USERNAME = 'dev';
const PASSWORD = 'dev';

/**
 * The SMS gateway: Kannel's sendsms interface (Kannel user guide 1.4.5, "Using sendsms-user"), GET or POST form.
 * Answers 202 `0: Accepted for delivery`; 403 for a wrong login, 400 for no receiver. `to` may hold several numbers
 * with spaces between them. `Idempotency-Key` is our own addition: a repeat is accepted and sends nothing.
 */
export function createSms(pool: pg.Pool): Hono {
  const app = new Hono();
  app.on(['GET', 'POST'], '/cgi-bin/sendsms', async (c) => {
    const input = await readParameters(c);
    if (input.username !== USERNAME || input.password !== PASSWORD) {
      return c.text('Authorization failed for sendsms', 403);
    }
    const receivers = (input.to ?? '').split(/\s+/).filter((number) => number !== '');
    if (receivers.length === 0) return c.text('Missing receiver number, rejected', 400);
    const key = c.req.header('idempotency-key');
    for (const to of receivers) {
      await storeMessage(pool, {
        channel: 'sms',
        to,
        text: input.text ?? '',
        idempotencyKey: key && receivers.length > 1 ? `${key} ${to}` : key,
      });
    }
    return c.text('0: Accepted for delivery', 202);
  });
  return app;
}

async function readParameters(c: Context): Promise<Record<string, string | undefined>> {
  const fields: Record<string, string | undefined> = { ...c.req.query() };
  if (c.req.method === 'POST') {
    for (const [name, value] of Object.entries(await c.req.parseBody())) {
      if (typeof value === 'string') fields[name] = value;
    }
  }
  return fields;
}
