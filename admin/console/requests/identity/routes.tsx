import { Hono } from 'hono';
import { z } from 'zod';
import { cleanText } from '../../../../core/contact/cleanText.ts';
import type { HouseContext } from '../../../../core/context.ts';
import { Invalid } from '../../../../core/errors.ts';
import { recogniseSender } from '../../../../core/identity/recogniseSender.ts';
import { unlinkIdentity } from '../../../../core/identity/unlinkIdentity.ts';
import type { ConsoleEnv } from '../../env.ts';
import { toFailure } from '../../failure.ts';
import { leaveFlash } from '../../layout/flash.ts';
import { actorIn, idIn } from '../../readInput.ts';
import type { ShowRequest } from '../showRequest.tsx';
import { LONGEST_REASON } from './UnlinkForm.tsx';

const linkSchema = z.object({ customerId: z.string().min(1).max(200) });
const unlinkSchema = z.object({
  linkId: z.uuid(),
  reason: z.string().transform((text) => cleanText(text).trim()),
});

/** Linking a request's sender with its customer, and undoing a link that is wrong. */
export function createIdentityRoutes(
  ctx: Pick<HouseContext, 'db' | 'customers' | 'log' | 'queues'>,
  options: { show: ShowRequest },
): Hono<ConsoleEnv> {
  const { show } = options;
  const routes = new Hono<ConsoleEnv>();

  routes.post('/:id/identity', async (c) => {
    const parsed = linkSchema.safeParse(await c.req.parseBody());
    try {
      if (!parsed.success) throw new Invalid('customerId', 'is no customer');
      await recogniseSender(ctx, actorIn(c), { requestId: idIn(c), customerId: parsed.data.customerId });
    } catch (error) {
      return show(c, { failure: toFailure(error) });
    }
    leaveFlash(c, 'remembered');
    return c.redirect(`/requests/${idIn(c)}`, 303);
  });

  routes.post('/:id/identity/unlink', async (c) => {
    const { linkId, reason } = unlinkSchema.parse(await c.req.parseBody());
    try {
      if (reason === '' || reason.length > LONGEST_REASON)
        throw new Invalid('unlinkReason', `must be 1 to ${LONGEST_REASON} characters`);
      await unlinkIdentity(ctx, actorIn(c), { linkId, reason });
    } catch (error) {
      return show(c, { failure: toFailure(error), unlink: { open: true, reason } });
    }
    leaveFlash(c, 'unlinked');
    return c.redirect(`/requests/${idIn(c)}`, 303);
  });

  return routes;
}
