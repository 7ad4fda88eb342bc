import { createMiddleware } from 'hono/factory';
import type { ConsoleEnv } from './env.ts';

/**
 * Tells a form that is sent by a script (sendForms.js) where to go on: a redirect its browser would follow unseen, and
 * what the next page is to say once would be said to nobody.
 */
export const answerSentForms = createMiddleware<ConsoleEnv>(async (c, next) => {
  await next();
  const location = c.res.headers.get('location');
  if (c.req.header('x-sent-form') === undefined || location === null) return;
  const { headers } = c.res;
  headers.delete('location');
  headers.set('x-location', location);
  // What is set on a former answer is added to the next one: it must not be there twice.
  c.res = undefined;
  c.res = new Response(null, { status: 204, headers });
});
