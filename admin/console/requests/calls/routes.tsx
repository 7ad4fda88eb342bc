import { Hono } from 'hono';
import { z } from 'zod';
import { completeCallback } from '../../../../core/call/callbacks.ts';
import { dialCustomer } from '../../../../core/call/dialCustomer.ts';
import type { HouseContext } from '../../../../core/context.ts';
import { Invalid } from '../../../../core/errors.ts';
import type { ConsoleEnv } from '../../env.ts';
import { toFailure } from '../../failure.ts';
import { leaveFlash } from '../../layout/flash.ts';
import { actorIn, idIn } from '../../readInput.ts';
import type { ShowRequest } from '../showRequest.tsx';

/** More missed calls than anybody answers for in one go. */
const MOST_CALLBACKS = 100;
const idsSchema = z.array(z.uuid()).min(1).max(MOST_CALLBACKS);

/** Calling a request's customer, and marking the calls that were owed as returned. */
export function createCallRoutes(
  ctx: Pick<HouseContext, 'db' | 'channels' | 'config'>,
  options: { show: ShowRequest },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  routes.post('/:id/dial', async (c) => {
    try {
      await dialCustomer(ctx, actorIn(c), idIn(c));
    } catch (error) {
      return options.show(c, { failure: toFailure(error) });
    }
    leaveFlash(c, 'dialled');
    return c.redirect(`/requests/${idIn(c)}`, 303);
  });

  // Those the agent saw, and no other: one that came in meanwhile is still owed.
  routes.post('/:id/callbacks', async (c) => {
    const { callbackId = [] } = await c.req.parseBody({ all: true });
    const ids = idsSchema.safeParse([callbackId].flat());
    if (!ids.success) throw new Invalid('callbackId', 'is no callback task');
    try {
      for (const id of ids.data) await completeCallback(ctx, actorIn(c), id);
    } catch (error) {
      return options.show(c, { failure: toFailure(error) });
    }
    leaveFlash(c, 'calledBack');
    return c.redirect(`/requests/${idIn(c)}`, 303);
  });

  return routes;
}
