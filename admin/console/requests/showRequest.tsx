import type { Context } from 'hono';
import type { HouseContext } from '../../../core/context.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import type { Failure } from '../failure.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import type { CloseState } from './CloseForm.tsx';
import type { AttachState } from './conversation/AttachForm.tsx';
import { newAttach } from './conversation/attach.ts';
import { newReply, type ReplyState } from './conversation/reply.ts';
import { findCustomers } from './findCustomers.ts';
import type { UnlinkState } from './identity/UnlinkForm.tsx';
import { loadRequest } from './loadRequest.ts';
import type { MergeState } from './MergePanel.tsx';
import { RequestBody, RequestPage } from './RequestPage.tsx';
import type { TriageState } from './TriagePanel.tsx';

/** What was sent and refused, to be shown again with the refusal. */
export interface FormState {
  failure: Failure;
  triage: Partial<TriageState>;
  close: CloseState;
  reply: ReplyState;
  attach: AttachState;
  unlink: UnlinkState;
  merge: MergeState;
}

/** Answers with a request's page; in a refused form's place with what was entered, under the refusal's status. */
export type ShowRequest = (c: Context<ConsoleEnv>, form?: Partial<FormState>) => Promise<Response>;

/** Builds the answer that every form of a request's page shares. */
export function createShowRequest(
  ctx: Pick<HouseContext, 'db' | 'config' | 'customers' | 'senders' | 'channels'>,
  options: { pageOf: PageOf },
): ShowRequest {
  return async (c, form = {}) => {
    const data = await loadRequest(ctx, actorIn(c), idIn(c));
    const q = c.req.query('q') ?? '';
    const found = q === '' ? { kind: 'none' as const } : await findCustomers(ctx, q);
    const triage = {
      // Whoever was just created for this request is chosen already.
      customerId: c.req.query('customerId') || undefined,
      serviceId: undefined,
      chosen: null,
      remember: false,
      ...form.triage,
    };
    const props = {
      ...data,
      // A refused form's address is no page to refresh from.
      page: { ...options.pageOf(c), here: `/requests/${data.request.id}` },
      failure: form.failure ?? null,
      triage: { ...triage, q, found },
      close: form.close ?? { open: false, reason: undefined },
      reply: form.reply ?? newReply(),
      attach: form.attach ?? newAttach(),
      unlink: form.unlink ?? { open: false, reason: '' },
      merge: form.merge ?? { open: false, intoId: undefined, number: '' },
      wholeTalk: c.req.query('talk') === 'all',
    };
    if (wantsPart(c)) return sendPart(c, <RequestBody {...props} />);
    return sendPage(c, <RequestPage {...props} />, form.failure?.status);
  };
}
