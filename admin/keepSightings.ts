import type { Context, Env, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Actor } from '../core/access/actor.ts';
import { recordSighting, type Subject } from '../core/audit/recordSighting.ts';
import type { Db } from '../core/db/db.ts';

/** Words that stand where a card's id would, and name a page of its own. */
const NO_IDS: readonly string[] = ['new', 'me', 'lookup'];

/** Ids of ours are written in any case and mean the same. */
const OURS = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * A middleware for the addresses of a card or a file (`/incidents/:id`): keeps who saw it, once it is found and before
 * it is sent. Whoever looks does not decide by what he sends whether he is seen: parts of the card count as the card
 * does, and so does the card that answers a refused form. Looks within minutes are one look.
 * @param options.subject what the id names; the id is empty where the address holds none. `query` begins with `?`.
 * @param options.actorIn tells who asks.
 * @see ../core/audit/recordSighting.ts
 */
export function keepSightings<E extends Env>(options: {
  db: Db;
  via: 'console' | 'api';
  subject: (id: string, query: string) => Subject;
  actorIn(c: Context<E>): Actor;
}): MiddlewareHandler<E> {
  return createMiddleware<E>(async (c, next) => {
    // Read now: behind the handler the parameters are those of its own route.
    const id = c.req.param('id') ?? '';
    await next();
    if (!isShown(c, options.via) || NO_IDS.includes(id)) return;
    const subject = options.subject(OURS.test(id) ? id.toLowerCase() : id, new URL(c.req.url).search);
    await recordSighting(options.db, options.actorIn(c), { subject, via: options.via });
  });
}

/** Whether the answer shows something of what was asked for. What was thrown is answered in words of its own. */
function isShown(c: Context, via: 'console' | 'api'): boolean {
  const { status } = c.res;
  if (c.error !== undefined) return false;
  if (c.req.method === 'GET') return status < 300;
  // A verb of the API is told by its event.
  return via === 'console' && c.res.body !== null && (status < 300 || status >= 400);
}
