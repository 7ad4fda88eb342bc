import type { Outbound } from '../../../core/channel.ts';
import type { HouseContext } from '../../../core/context.ts';
import { readWording } from '../../../core/notification/noticeTemplates.ts';
import { customerRoute, noticePolicy, type Route } from '../../../core/notification/policy.ts';

/** How a request's sender can be reached, and known again. */
export interface Reach {
  /** Who speaks, as his channel knows him; null: nobody in particular. */
  identity: string | null;
  /** Where an answer goes now; undefined: nothing reaches him. */
  route: Route | undefined;
  /** The channel of that route. */
  outbound: Outbound | undefined;
  /** Whether an answer goes where nobody in particular speaks: a group, and everybody in it reads it. */
  toGroup: boolean;
  /** The supervisors' wording of what an agent writes, on that channel; null: the house's own. */
  wordings: Record<'reply' | 'question', string | null>;
}

/** Finds out how a request's sender is reached. The caller has seen to it that the actor sees the request. */
export async function loadReach(
  ctx: Pick<HouseContext, 'db' | 'senders' | 'config'>,
  requestId: string,
): Promise<Reach> {
  const request = await ctx.db
    .selectFrom('servicerequest')
    .select(['channel', 'account', 'address', 'thread', 'phone', 'identity', 'language'])
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  const route = customerRoute(request, noticePolicy(ctx));
  const outbound = route && ctx.senders.get(route.channel);
  const itsOwn = route?.channel === request.channel;
  const toGroup = itsOwn && request.identity === null && outbound?.byPhone === false;
  const wording = (template: 'reply' | 'question') =>
    route ? readWording(ctx.db, { template, channel: route.channel, language: request.language }) : null;
  const [reply, question] = await Promise.all([wording('reply'), wording('question')]);
  return { identity: request.identity, route, outbound, toGroup, wordings: { reply, question } };
}
