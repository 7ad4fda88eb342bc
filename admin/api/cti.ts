import { createRoute, z } from '@hono/zod-openapi';
import { lookUpCaller } from '../../core/call/lookUpCaller.ts';
import { callerNumber } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { CallerCard } from './schemas/callerCard.ts';

/** /cti/lookup: who rings, for telephone systems that show it. */
export function ctiRoutes(ctx: ApiContext) {
  const lookUp = createRoute({
    method: 'get',
    path: '/cti/lookup',
    tags: ['Calls'],
    operationId: 'lookUpCaller',
    summary: 'Look up who rings, in time for the display',
    description:
      'A customer system that is slow or away is not waited for: the answer is then what was last known, and says ' +
      'so. Whom nobody knows has no name.',
    request: { query: z.strictObject({ phone: callerNumber(ctx.config.DEFAULT_COUNTRY) }) },
    responses: answers(CallerCard, 'What to show', [400]),
  });
  return createRouter().openapi(lookUp, async (c) => {
    return c.json(await lookUpCaller(ctx, c.req.valid('query').phone, c.var.actor), 200);
  });
}
