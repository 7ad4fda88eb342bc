import type { Context, Env, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Actor } from '../core/access/actor.ts';
import { recordSighting, type Subject } from '../core/audit/recordSighting.ts';
import type { Db } from '../core/db/db.ts';

/** Words that stand where a card's id would, and name a page of its own. */
const NO_IDS: readonly string[] = ['new', 'me', 'lookup'];

/**
 * A middleware for the address of a card or a file (`/incidents/:id`): keeps who saw it, once it is found and
 * before it is sent. A part of a page that is fetched anew is no further look.
 * @param options.subject what the id names; it is empty where the address holds none.
 * @param options.actorIn tells who asks.
 */
export function keepSightings<E extends Env>(options: {
  db: Db;
  via: 'console' | 'api';
  subject: (id: string) => Subject;
  actorIn(c: Context<E>): Actor;
}): MiddlewareHandler<E> {
  return createMiddleware<E>(async (c, next) => {
    // Read now: behind the handler the parameters are those of its own route.
    const id = c.req.param('id') ?? '';
    await next();
    const looked = c.req.method === 'GET' && c.req.header('hx-request') === undefined;
    if (!looked || c.res.status >= 300 || NO_IDS.includes(id)) return;
    await recordSighting(options.db, options.actorIn(c), { subject: options.subject(id), via: options.via });
  });
}
