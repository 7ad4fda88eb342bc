import { Hono } from 'hono';
import { z } from 'zod';
import type { ChannelDeps } from '../../core/channel.ts';
import { NotFound } from '../../core/errors.ts';
import { requiredWord } from '../edge/words.ts';

const query = z.object({
  phone: requiredWord,
  format: z.enum(['json', 'text']).default('json'),
});

/**
 * `GET /lookup?phone=`: who calls, for a PBX that shows it while the telephone rings. `format=text` answers the bare
 * name, or nothing where nobody is known, as a dialplan's `CURL()` takes it.
 * @param isOpen false where its token is known to others than our own PBX: the route answers 404.
 */
export function lookupRoutes(deps: ChannelDeps, isOpen: boolean): Hono {
  const routes = new Hono();
  if (!isOpen) {
    routes.get('/', () => {
      throw new NotFound(
        'cti.lookup-off',
        'The look-up is shut, for CTI_TOKEN is known to Twilio or Mango Office: CTI_LOOKUP_TOKEN opens it',
      );
    });
    return routes;
  }
  routes.get('/', async (c) => {
    const { phone, format } = query.parse(c.req.query());
    const card = await deps.lookUpCaller(phone);
    c.header('cache-control', 'no-store');
    return format === 'text' ? c.text(oneLine(card.name ?? '')) : c.json(card);
  });
  return routes;
}

/** A display is one line, and a dialplan's variable ends where a control character stands. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}
