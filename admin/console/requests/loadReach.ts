import type { Outbound } from '../../../core/channel.ts';
import type { HouseContext } from '../../../core/context.ts';
import { customerRoute, noticePolicy, type Route } from '../../../core/notification/policy.ts';

/** How a request's sender can be reached, and known again. */
export interface Reach {
  /** Who speaks, as his channel knows him; null: nobody in particular. */
  identity: string | null;
  /** Where an answer goes now; undefined: nothing reaches him. */
  route: Route | undefined;
  /** The channel of that route. */
  outbound: Outbound | undefined;
}

/** Finds out how a request's sender is reached. The caller has seen to it that the actor sees the request. */
export async function loadReach(
  ctx: Pick<HouseContext, 'db' | 'senders' | 'config'>,
  requestId: string,
): Promise<Reach> {
  const request = await ctx.db
    .selectFrom('servicerequest')
    .select(['channel', 'account', 'address', 'thread', 'phone', 'identity'])
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  const route = customerRoute(request, noticePolicy(ctx));
  return { identity: request.identity, route, outbound: route && ctx.senders.get(route.channel) };
}
