import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { HouseContext } from '../../../core/context.ts';
import { HelpdeskError, NotFound } from '../../../core/errors.ts';
import { recogniseSender } from '../../../core/identity/recogniseSender.ts';
import { getRequest } from '../../../core/service-request/readRequests.ts';
import { settleTriage } from '../../../core/service-request/settleTriage.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import { FoundCustomers } from './CustomerSearch.tsx';
import { type Choice, missingIn, requireNews } from './choice.ts';
import { findCustomers } from './findCustomers.ts';
import { newcomerOf } from './newcomer.ts';
import type { ShowRequest } from './showRequest.tsx';
import type { TriageState } from './TriagePanel.tsx';

type Needs = Pick<HouseContext, 'config' | 'customers' | 'db' | 'log' | 'queues'>;
type Ask = Context<ConsoleEnv>;

const choiceSchema = z.object({
  customerId: z.string().trim().max(200).optional(),
  serviceId: z.string().trim().max(200).optional(),
  remember: z.string().optional(),
  /** What the page said; empty: it was not known. */
  seenCustomerId: z.string().max(200).optional(),
  seenServiceId: z.string().max(200).optional(),
});
const MISSING_NOTICES = { customer: 'missingCustomer', service: 'missingService' } as const;

/** Settling a request by a person's word: the search for its customer, and the choice. */
export function createTriageRoutes(
  ctx: Needs,
  options: { pageOf: PageOf; show: ShowRequest },
): Hono<ConsoleEnv> {
  const { pageOf, show } = options;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/:id/customers', async (c) => {
    const request = await getRequest(ctx.db, actorIn(c), idIn(c));
    const q = c.req.query('q') ?? '';
    const [found, chosen] = await Promise.all([
      findCustomers(ctx, q),
      chosenCustomer(ctx, c.req.query('customerId') || undefined),
    ]);
    const newcomer = newcomerOf(request, q);
    return sendPart(c, <FoundCustomers page={pageOf(c)} found={found} chosen={chosen} newcomer={newcomer} />);
  });

  routes.post('/:id/triage', async (c) => {
    const { choice, seen, remember } = await readChoice(c);
    try {
      requireNews(await getRequest(ctx.db, actorIn(c), idIn(c)), choice);
      await settleTriage(ctx, actorIn(c), { requestId: idIn(c), ...choice, ...(seen && { seen }) });
    } catch (error) {
      // Settled by somebody else meanwhile, and so gone from an agent's sight.
      if (error instanceof NotFound) {
        leaveFlash(c, 'taken');
        return c.redirect('/requests', 303);
      }
      const chosen = await chosenCustomer(ctx, choice.customerId);
      return show(c, { failure: toFailure(error), triage: { ...choice, remember, chosen } });
    }
    const settled = await getRequest(ctx.db, actorIn(c), idIn(c));
    const [missing] = missingIn(settled);
    const kept =
      !remember || settled.customerId === null || (await rememberSender(ctx, c, settled.customerId));
    if (missing !== undefined) leaveFlash(c, MISSING_NOTICES[missing]);
    else leaveFlash(c, kept ? 'settled' : 'notRemembered');
    return c.redirect(`/requests/${settled.id}`, 303);
  });

  return routes;
}

/** The request is settled whatever becomes of this. @returns whether the sender is linked now. */
async function rememberSender(ctx: Needs, c: Ask, customerId: string): Promise<boolean> {
  try {
    await recogniseSender(ctx, actorIn(c), { requestId: idIn(c), customerId });
    return true;
  } catch (error) {
    if (!(error instanceof HelpdeskError)) throw error;
    ctx.log.warn({ code: error.code, serviceRequestId: idIn(c) }, 'a sender was not remembered');
    return false;
  }
}

async function readChoice(c: Ask) {
  const { customerId, serviceId, remember, ...saw } = choiceSchema.parse(await c.req.parseBody());
  const choice: Choice = { ...(customerId && { customerId }), ...(serviceId && { serviceId }) };
  const { seenCustomerId, seenServiceId } = saw;
  const seen =
    seenCustomerId === undefined || seenServiceId === undefined
      ? undefined
      : { customerId: seenCustomerId || null, serviceId: seenServiceId || null };
  return { choice, seen, remember: remember === 'yes' };
}

/** The customer chosen in a form that was refused, to be offered again; by id alone where his system is away. */
async function chosenCustomer(ctx: Needs, id: string | undefined): Promise<TriageState['chosen']> {
  if (id === undefined) return null;
  try {
    return await ctx.customers.get(id);
  } catch {
    return { id, name: id, phones: null };
  }
}
