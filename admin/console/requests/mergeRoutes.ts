import { Hono } from 'hono';
import { z } from 'zod';
import type { HouseContext } from '../../../core/context.ts';
import { Invalid, NotFound } from '../../../core/errors.ts';
import { readSearch } from '../../../core/search/readSearch.ts';
import { mergeRequests } from '../../../core/service-request/mergeRequests.ts';
import { unmergeRequest } from '../../../core/service-request/unmergeRequest.ts';
import type { ConsoleEnv } from '../env.ts';
import { toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { actorIn, idIn } from '../readInput.ts';
import type { ShowRequest } from './showRequest.tsx';

const mergeSchema = z.object({
  intoId: z.uuid().optional().catch(undefined),
  number: z.string().trim().max(100).default(''),
});

/** Merging a duplicate, and undoing it. */
export function createMergeRoutes(
  ctx: Pick<HouseContext, 'db' | 'log' | 'queues' | 'config'>,
  options: { show: ShowRequest },
): Hono<ConsoleEnv> {
  const { show } = options;
  const routes = new Hono<ConsoleEnv>();

  routes.post('/:id/merge', async (c) => {
    const { intoId, number } = mergeSchema.parse(await c.req.parseBody());
    try {
      const into = number === '' ? intoId : await findByNumber(ctx, number);
      if (into === undefined) throw new Invalid('intoNumber', 'no request was chosen');
      await mergeRequests(ctx, actorIn(c), { fromId: idIn(c), intoId: into }).catch(noneToSee);
    } catch (error) {
      return show(c, { failure: toFailure(error), merge: { open: true, intoId, number } });
    }
    leaveFlash(c, 'merged');
    return c.redirect(`/requests/${idIn(c)}`, 303);
  });

  routes.post('/:id/unmerge', async (c) => {
    try {
      await unmergeRequest(ctx, actorIn(c), { requestId: idIn(c) });
    } catch (error) {
      return show(c, { failure: toFailure(error) });
    }
    leaveFlash(c, 'unmerged');
    return c.redirect(`/requests/${idIn(c)}`, 303);
  });

  return routes;
}

/** One that the actor may not know of is none. The duplicate itself out of sight is found out when it is shown again. */
function noneToSee(error: unknown): never {
  if (error instanceof NotFound) throw new Invalid('intoNumber', 'there is none to see', { cause: error });
  throw error;
}

/** The request of a number as people write it, whether the actor may merge into it or not. */
async function findByNumber(
  { db, config }: Pick<HouseContext, 'db' | 'config'>,
  text: string,
): Promise<string | undefined> {
  const { request: number } = readSearch(text, config.DEFAULT_COUNTRY);
  if (number === null) return undefined;
  const row = await db
    .selectFrom('servicerequest')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.id;
}
