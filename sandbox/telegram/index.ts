import { Hono } from 'hono';
import type pg from 'pg';
import { fail } from './answer.ts';
import { readInput } from './input.ts';
import { type Bot, methods } from './methods.ts';

/**
 * The Telegram Bot API server (core.telegram.org/bots/api), as much of it as the house's bot calls, at
 * `/bot{token}/{method}`. Any well-formed token is a bot. Errors have the API's own form.
 */
export function createTelegram(pool: pg.Pool, stopping: AbortSignal): Hono {
  const app = new Hono();
  const bots = new Map<string, Bot>();

  const botOf = (token: string): Bot | null => {
    const id = /^(\d{6,12}):[\w-]{8,}$/.exec(token)?.[1];
    if (id === undefined) return null;
    const known = bots.get(token);
    if (known) return known;
    const bot: Bot = { id: Number(id), webhook: null };
    bots.set(token, bot);
    return bot;
  };

  app.on(['GET', 'POST'], '/:bot{bot[^/]+}/:method', async (c) => {
    const bot = botOf(c.req.param('bot').slice('bot'.length));
    if (!bot) return fail(c, 401, 'Unauthorized');
    const name = c.req.param('method').toLowerCase();
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (!method) return fail(c, 404, 'Not Found: method not found');
    return method({ c, bot, input: await readInput(c), pool, stopping });
  });
  app.all('/*', (c) => fail(c, 404, 'Not Found'));
  return app;
}
