import { Hono } from 'hono';
import { z } from 'zod';
import type { HouseContext } from '../../../core/context.ts';
import { NotFound } from '../../../core/errors.ts';
import { attachRequest, detachRequest } from '../../../core/mass-incident/attachByHand.ts';
import type { ConsoleEnv } from '../env.ts';
import { toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { actorIn, idIn } from '../readInput.ts';
import type { ShowRequest } from '../requests/showRequest.tsx';

/** Saying that a request belongs to a mass incident, or does not; under /requests. */
export function createAttachRoutes(
  ctx: Pick<HouseContext, 'db'>,
  options: { show: ShowRequest },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  routes.post('/:id/detach', async (c) => {
    const requestId = idIn(c);
    try {
      await detachRequest(ctx, actorIn(c), { requestId });
    } catch (error) {
      return options.show(c, { failure: toFailure(error) });
    }
    leaveFlash(c, 'detached');
    return c.redirect(`/requests/${requestId}`, 303);
  });

  routes.post('/:id/attach', async (c) => {
    const requestId = idIn(c);
    const { massIncidentId } = await c.req.parseBody();
    const id = z.uuid().safeParse(massIncidentId);
    if (!id.success) throw new NotFound('massincident.not_found', 'There is no such mass incident');
    try {
      await attachRequest(ctx, actorIn(c), { requestId, massIncidentId: id.data });
    } catch (error) {
      return options.show(c, { failure: toFailure(error) });
    }
    leaveFlash(c, 'attached');
    return c.redirect(`/requests/${requestId}`, 303);
  });

  return routes;
}
