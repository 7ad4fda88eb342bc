import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { attachFiles } from '../../../../core/attachment/attachFiles.ts';
import { InvalidFiles } from '../../../../core/attachment/ownFile.ts';
import type { HouseContext } from '../../../../core/context.ts';
import { listServices } from '../../../../core/service-catalog/readServices.ts';
import { getRequest } from '../../../../core/service-request/readRequests.ts';
import { replyToCustomer } from '../../../../core/service-request/replyToCustomer.ts';
import { largestUpload, readForm, readUploads } from '../../../readUploads.ts';
import type { ConsoleEnv, PageOf } from '../../env.ts';
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
import { fileLimits, newAttach, readUploadId } from './attach.ts';
import { toFileFailure } from './fileFailure.ts';
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

  const limits = fileLimits(ctx.config);
  const failureOf = (c: Context<ConsoleEnv>, error: unknown) => toFileFailure(error, pageOf(c), limits);
  const tooMuch = new InvalidFiles('size');
  const upTo = (answer: (c: Context<ConsoleEnv>) => Promise<Response>) =>
    bodyLimit({ maxSize: largestUpload(ctx.config), onError: answer });

  routes.post(
    '/:id/reply',
    upTo((c) => show(c, { failure: failureOf(c, tooMuch), reply: { ...newReply(), filesLost: true } })),
    async (c) => {
      const body = await readForm(c);
      const reply = readReply(body);
      const files = await readUploads(body.files);
      try {
        await replyToCustomer(ctx, actorIn(c), { ...reply, requestId: idIn(c), files });
      } catch (error) {
        const { kind, text } = reply;
        const kept = { ...newReply(), kind, text, filesLost: files.length > 0 };
        return show(c, { failure: failureOf(c, error), reply: kept });
      }
      leaveFlash(c, reply.kind === 'question' ? 'asked' : 'replied');
      return c.redirect(`/requests/${idIn(c)}`, 303);
    },
  );

  routes.post(
    '/:id/files',
    upTo((c) => show(c, { failure: failureOf(c, tooMuch), attach: { ...newAttach(), open: true } })),
    async (c) => {
      const body = await readForm(c);
      const id = readUploadId(body);
      const files = await readUploads(body.files);
      try {
        await attachFiles(ctx, actorIn(c), { id, requestId: idIn(c), files });
      } catch (error) {
        return show(c, { failure: failureOf(c, error), attach: { ...newAttach(), open: true } });
      }
      leaveFlash(c, 'filesAttached');
      return c.redirect(`/requests/${idIn(c)}`, 303);
    },
  );

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
