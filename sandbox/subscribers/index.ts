import { Hono } from 'hono';
import type pg from 'pg';
import { z } from 'zod';
import { digitsOf } from '../digits.ts';
import { listMessages } from '../messages/store.ts';
import { readChat } from '../telegram/chat/readChat.ts';
import { refuse } from '../tmf/refuse.ts';
import { ANONYMOUS, findByNumber, keepSubscriber } from './store.ts';

const SHOWN = 50;
/** E.164 knows no longer ones. */
const MAX_DIGITS = 15;

const changes = z.strictObject({
  languageCode: z.enum(['ru', 'en']).optional(),
  phoneOff: z.boolean().optional(),
});

/**
 * The people somebody plays on the simulator page, by number (any spelling of the international form) or `anonymous`.
 * `PUT /{number}` makes or changes one; `GET /{number}` answers him and all that came to him: SMS, his Telegram chat,
 * and, as nobody can tell whom they are about, the latest mails to anybody.
 * @param bot.currentBot id of the bot he chats with; `bot.isPolled` whether that bot fetches its updates now.
 */
export function createSubscribers(pool: pg.Pool, bot: { currentBot(): number; isPolled(): boolean }): Hono {
  const app = new Hono();

  app.put('/:number', async (c) => {
    const number = readNumber(c.req.param('number'));
    if (number === null) return refuse(c, 400, 'INVALID_NUMBER', `A number has 1 to ${MAX_DIGITS} digits`);
    const parsed = changes.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return refuse(c, 400, 'INVALID_BODY', z.prettifyError(parsed.error));
    return c.json(await keepSubscriber(pool, number, parsed.data));
  });

  app.get('/:number', async (c) => {
    const number = readNumber(c.req.param('number'));
    const subscriber = number === null ? undefined : await findByNumber(pool, number);
    if (!subscriber) return refuse(c, 404, 'SUBSCRIBER_NOT_FOUND', 'Nobody plays this number; PUT makes him');
    const [sms, chat, mail] = await Promise.all([
      subscriber.phone === null
        ? []
        : listMessages(pool, { to: subscriber.number, channel: 'sms', limit: SHOWN }),
      readChat(pool, bot.currentBot(), subscriber, bot.isPolled()),
      listMessages(pool, { channel: 'email', limit: SHOWN }),
    ]);
    return c.json({ subscriber, sms, chat, mail });
  });

  return app;
}

function readNumber(text: string): string | null {
  if (text === ANONYMOUS) return ANONYMOUS;
  const digits = digitsOf(text);
  return digits !== '' && digits.length <= MAX_DIGITS ? digits : null;
}
