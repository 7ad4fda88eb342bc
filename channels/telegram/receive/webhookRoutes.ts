import { Hono } from 'hono';
import { LARGE_BODY, limitBody } from '../../edge/limitBody.ts';
import { readJsonObject } from '../../edge/readBody.ts';
import { requireSecret } from '../../edge/secret.ts';
import type { TakeUpdate } from '../inbound/takeUpdate.ts';

/**
 * Takes updates from Telegram. The bot's own `webhookCallback` is not used: it would hand anything that parses
 * to the bot, and answer after 10 s whether the contact is stored or not.
 * @param secret what setWebhook was told as `secret_token`.
 * @returns a route that answers 200 once the contact is stored, quarantined, or when there is none in the update: any
 * other answer makes Telegram repeat it and hold back the chat behind it. What is no update at all gets 400; a store
 * that is down, 503.
 * @see https://core.telegram.org/bots/api#setwebhook
 */
export function webhookRoutes(secret: string, take: TakeUpdate): Hono {
  const routes = new Hono();
  routes.post(
    '/',
    requireSecret(secret, (c) => c.req.header('x-telegram-bot-api-secret-token')),
    limitBody(LARGE_BODY),
    async (c) => {
      await take(await readJsonObject(c));
      return c.text('');
    },
  );
  return routes;
}
