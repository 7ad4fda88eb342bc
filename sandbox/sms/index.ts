import { type Context, Hono } from 'hono';
import type pg from 'pg';
import type { Logger } from 'pino';
import { storeMessage } from '../messages/store.ts';
import { createReceipts } from './receipts.ts';

const USERNAME = 'dev';
const PASSWORD = 'dev';

/**
 * The SMS gateway: Kannel's sendsms interface (Kannel user guide 1.4.5, "Using sendsms-user"), GET or POST form.
 * Answers 202 `0: Accepted for delivery`; 403 for a wrong login, 400 for no receiver. `to` may hold several numbers
 * with spaces between them. `dlr-url` with `dlr-mask` is called when the SMS has arrived, or has not: `%d` in it becomes
 * the code. `Idempotency-Key` is our own addition: a repeat is accepted and sends nothing but its receipt.
 */
export function createSms(options: { pool: pg.Pool; log: Logger; stopping: AbortSignal }): Hono {
  const { pool } = options;
  const receipts = createReceipts(options);
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
      const id = await storeMessage(pool, {
        channel: 'sms',
        to,
        text: input.text ?? '',
        idempotencyKey: key && receivers.length > 1 ? `${key} ${to}` : key,
      });
      receipts.follow({
        id,
        to,
        receiptUrl: receiptUrlOf(input['dlr-url']),
        mask: maskOf(input['dlr-mask']),
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

/** Only what can be called: the rest is passed over, as Kannel does. */
function receiptUrlOf(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}

function maskOf(mask: string | undefined): number {
  return mask !== undefined && /^\d{1,3}$/.test(mask) ? Number(mask) : 0;
}
