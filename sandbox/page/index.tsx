import { type Context, Hono } from 'hono';
import type pg from 'pg';
import { documentOf } from '../document.ts';
import { chooseLanguage } from '../language.ts';
import { listMessages } from '../messages/store.ts';
import { listOrders } from '../orders/store.ts';
import type { Switches } from '../switches/index.ts';
import { Overview } from './overview.tsx';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

const SHOWN = 8;

/** The overview page at the sandbox's own address, with and without a slash at its end. */
export function createPage(options: { pool: pg.Pool; publicUrl: string; switches: Switches }): Hono {
  const { pool, publicUrl, switches } = options;
  const app = new Hono();

  app.get('/overview.css', (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/overview.js', (c) => c.body(SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  const show = async (c: Context) => {
    const [messages, { orders }] = await Promise.all([
      listMessages(pool, { limit: SHOWN }),
      listOrders(pool, { offset: 0, limit: SHOWN }),
    ]);
    const language = chooseLanguage(c.req.query('lang'), c.req.header('accept-language'));
    const page = (
      <Overview
        language={language}
        publicUrl={publicUrl}
        switches={switches.list()}
        messages={messages}
        orders={orders}
      />
    );
    return c.html(documentOf(page), 200, { 'Cache-Control': 'no-store' });
  };
  app.get('/', show);
  // Mounted at /sandbox, '/' above is the address without the slash only.
  app.get('/*', (c, next) => (c.req.path === '/sandbox/' ? show(c) : next()));
  return app;
}
