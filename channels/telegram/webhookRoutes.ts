import { type Bot, BotError } from 'grammy';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { LARGE_BODY, limitBody } from '../edge/limitBody.ts';
import { readJsonObject } from '../edge/readBody.ts';
import { requireSecret } from '../edge/secret.ts';
import { anyUpdate, readUpdate } from './updateShape.ts';

/**
 * Takes updates from Telegram. The bot's own `webhookCallback` is not used: it would hand anything that parses
 * to the bot, and answer after 10 s whether the contact is stored or not.
 * @param secret what setWebhook was told as `secret_token`.
 * @returns a route that answers 200 once the contact is stored, or when there is none in the update or its shape
 * is unknown: any other answer makes Telegram repeat it and hold back the chat behind it. What is no update at
 * all gets 400; a store that is down, 503.
 * @see https://core.telegram.org/bots/api#setwebhook
 */
export function webhookRoutes(secret: string, bot: Bot, log: Logger): Hono {
  const routes = new Hono();
  routes.post(
    '/',
    requireSecret(secret, (c) => c.req.header('x-telegram-bot-api-secret-token')),
    limitBody(LARGE_BODY),
    async (c) => {
      const body = anyUpdate.parse(await readJsonObject(c));
      const update = readUpdate(body);
      if (update === null) log.warn({ updateId: body.update_id }, 'update of unknown shape ignored');
      else await bot.handleUpdate(update).catch(unwrap);
      return c.text('');
    },
  );
  return routes;
}

/** grammY wraps what the middleware threw; the route's `onError` decides by the error's own class. */
function unwrap(error: unknown): never {
  throw error instanceof BotError ? error.error : error;
}
