import { Hono } from 'hono';
import type { HouseContext } from '../../../../core/context.ts';
import { listServices } from '../../../../core/service-catalog/readServices.ts';
import { getRequest } from '../../../../core/service-request/readRequests.ts';
import { replyToCustomer } from '../../../../core/service-request/replyToCustomer.ts';
import type { ConsoleEnv, PageOf } from '../../env.ts';
import { toFailure } from '../../failure.ts';
import { leaveFlash } from '../../layout/flash.ts';
import { sendPart } from '../../layout/render.tsx';
import { actorIn, idIn } from '../../readInput.ts';
import { readHistory } from '../../timeline/readTimeline.ts';
import { CallbackBanner } from '../calls/CallbackBanner.tsx';
import { CallsPanel } from '../calls/CallsPanel.tsx';
import { callingOf } from '../calls/calling.ts';
import { loadReach } from '../loadReach.ts';
import { serviceNames } from '../serviceName.ts';
import type { ShowRequest } from '../showRequest.tsx';
import { PartsCount } from './PartsCount.tsx';
import { countParts, newReply, readReply } from './reply.ts';
import { Talk } from './Talk.tsx';

type Needs = Pick<HouseContext, 'db' | 'senders' | 'config' | 'channels'>;

/** What is said on a request's card: the live conversation, the reply form and its counter. */
export function createConversationRoutes(
  ctx: Needs,
  options: { pageOf: PageOf; show: ShowRequest },
): Hono<ConsoleEnv> {
  const { pageOf, show } = options;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/:id/talk', async (c) => {
    const actor = actorIn(c);
    const request = await getRequest(ctx.db, actor, idIn(c));
    const [history, services] = await Promise.all([
      readHistory(ctx.db, actor, request.id, undefined),
      listServices(ctx.db),
    ]);
    const open = request.status !== 'CLOSED';
    const calling = callingOf(ctx, { requestId: request.id, phone: request.phone, open });
    const page = pageOf(c);
    return sendPart(
      c,
      <>
        <Talk
          page={page}
          requestId={request.id}
          dialogue={history}
          serviceNames={serviceNames(services, page.language)}
          live={open}
          all={c.req.query('talk') === 'all'}
        />
        <CallbackBanner page={page} callbacks={history.callbacks} calling={calling} oob />
        <CallsPanel page={page} calls={history.calls} calling={calling} oob />
      </>,
    );
  });

  routes.post('/:id/reply', async (c) => {
    const reply = readReply(await c.req.parseBody());
    try {
      await replyToCustomer(ctx, actorIn(c), { ...reply, requestId: idIn(c) });
    } catch (error) {
      return show(c, {
        failure: toFailure(error),
        reply: { ...newReply(), kind: reply.kind, text: reply.text },
      });
    }
    leaveFlash(c, reply.kind === 'question' ? 'asked' : 'replied');
    return c.redirect(`/requests/${idIn(c)}`, 303);
  });

  // A POST, though it changes nothing: a customer's words do not belong in addresses, which everybody logs.
  routes.post('/:id/reply/parts', async (c) => {
    const reply = readReply(await c.req.parseBody());
    const request = await getRequest(ctx.db, actorIn(c), idIn(c));
    const reach = await loadReach(ctx, request.id);
    const parts = countParts(request, reach, reply);
    return sendPart(c, <PartsCount page={pageOf(c)} requestId={request.id} parts={parts} />);
  });

  return routes;
}
