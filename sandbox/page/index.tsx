import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import type pg from 'pg';
import { documentOf } from '../document.ts';
import { chooseLanguage } from '../language.ts';
import { listMessages } from '../messages/store.ts';
import { listOrders } from '../orders/store.ts';
import type { Switches } from '../switches/index.ts';
import { createAssets } from './assets.ts';
import { Outside } from './outside/outside.tsx';
import type { LanguageProps } from './shell.tsx';
import { Simulator } from './simulator/simulator.tsx';

const SHOWN = 8;

/**
 * The pages for people: the simulator at the sandbox's own address, with and without a slash at its end, and the
 * outside systems beside it.
 */
export function createPage(options: { pool: pg.Pool; publicUrl: string; switches: Switches }): Hono {
  const { pool, publicUrl, switches } = options;
  const app = new Hono();
  app.route('/assets', createAssets());

  const simulate = (c: Context) => send(c, <Simulator {...languageOf(c)} publicUrl={publicUrl} />);
  app.get('/', simulate);
  // Mounted at /sandbox, '/' above is the address without the slash only.
  app.get('/*', (c, next) => (c.req.path === '/sandbox/' ? simulate(c) : next()));

  app.get('/outside', async (c) => {
    const [messages, { orders }] = await Promise.all([
      listMessages(pool, { limit: SHOWN }),
      listOrders(pool, { offset: 0, limit: SHOWN }),
    ]);
    const lists = { switches: switches.list(), messages, orders };
    return send(c, <Outside {...languageOf(c)} publicUrl={publicUrl} {...lists} />);
  });
  return app;
}

function languageOf(c: Context): LanguageProps {
  const asked = c.req.query('lang');
  return {
    language: chooseLanguage(asked, c.req.header('accept-language')),
    asked: asked === 'ru' || asked === 'en' ? asked : undefined,
  };
}

function send(c: Context, page: Child) {
  return c.html(documentOf(page), 200, { 'Cache-Control': 'no-store' });
}
