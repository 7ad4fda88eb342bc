import { Hono, type MiddlewareHandler } from 'hono';
import type pg from 'pg';
import type { Logger } from 'pino';
import { fail } from './answer.ts';
import { serveToBot } from './files/serve.ts';
import { findFile } from './files/store.ts';
import { createHub } from './hub.ts';
import { readInput } from './input.ts';
import { methods } from './methods/index.ts';
import { createPeople } from './people/index.ts';

export interface Telegram {
  app: Hono;
  /** Id of the bot people chat with. */
  currentBot(): number;
  /** Whether that bot fetches its updates now. */
  isPolled(): boolean;
  /** Goes on delivering what waits for webhooks; needs the schema. */
  start(): Promise<void>;
  /** Ends when no delivery is under way; `stopping` has aborted before. */
  settle(): Promise<void>;
}

/**
 * Telegram: the Bot API server (core.telegram.org/bots/api), as much of it as the house's bot calls, at
 * `/bot{token}/{method}` and `/file/bot{token}/{path}`, and the people who write to the bot at `/people`. Any
 * well-formed token is a bot. Errors have the API's own form.
 * @param options.before stands before the Bot API, not before the people: they write on while it fails.
 * @param options.firstBot id of the bot people chat with until one has asked for updates.
 */
export function createTelegram(options: {
  pool: pg.Pool;
  log: Logger;
  stopping: AbortSignal;
  before: MiddlewareHandler;
  firstBot: number;
}): Telegram {
  const hub = createHub(options);
  const app = new Hono();
  app.route('/people', createPeople(hub));
  app.use('/*', options.before);

  app.get('/file/:bot{bot[^/]+}/:path{.+}', async (c) => {
    const botId = botOf(c.req.param('bot'));
    if (botId === null) return fail(c, 401, 'Unauthorized');
    const file = await findFile(hub.pool, botId, { filePath: c.req.param('path') });
    const served = file && (await serveToBot(hub.pool, file));
    return served ?? fail(c, 404, 'Not Found');
  });
  app.on(['GET', 'POST'], '/:bot{bot[^/]+}/:method', async (c) => {
    const botId = botOf(c.req.param('bot'));
    if (botId === null) return fail(c, 401, 'Unauthorized');
    const name = c.req.param('method').toLowerCase();
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (!method) return fail(c, 404, 'Not Found: method not found');
    return method({ c, botId, input: await readInput(c), hub });
  });
  app.all('/*', (c) => fail(c, 404, 'Not Found'));

  return {
    app,
    currentBot: () => hub.currentBot,
    isPolled: () => hub.polls.isPolled(hub.currentBot),
    start: hub.pushes.start,
    settle: hub.pushes.settle,
  };
}

/** The bot's id, which its token begins with; null for what is no token. @param segment `bot` and the token. */
function botOf(segment: string): number | null {
  const id = /^bot(\d{6,12}):[\w-]{8,}$/.exec(segment)?.[1];
  return id === undefined ? null : Number(id);
}
