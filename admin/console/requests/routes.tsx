import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { HouseContext } from '../../../core/context.ts';
import { Invalid, NotFound } from '../../../core/errors.ts';
import { DEFAULT_LIMIT } from '../../../core/paging.ts';
import { closeRequest } from '../../../core/service-request/closeRequest.ts';
import { getRequest, listRequests } from '../../../core/service-request/readRequests.ts';
import { settleTriage } from '../../../core/service-request/settleTriage.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { type Failure, toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import { MANUAL_REASONS } from './CloseForm.tsx';
import { FoundCustomers } from './CustomerSearch.tsx';
import { type Choice, missingIn, requireNews } from './choice.ts';
import { findCustomers } from './findCustomers.ts';
import { ListPage, LiveList } from './ListPage.tsx';
import { readListQuery, toFilter } from './listQuery.ts';
import { loadRequest } from './loadRequest.ts';
import { RequestBody, RequestPage } from './RequestPage.tsx';
import type { TriageState } from './TriagePanel.tsx';

type Needs = Pick<HouseContext, 'config' | 'customers' | 'db' | 'log' | 'queues'>;
type Ask = Context<ConsoleEnv>;

const choiceSchema = z.object({
  customerId: z.string().trim().max(200).optional(),
  serviceId: z.string().trim().max(200).optional(),
});
const MISSING_NOTICES = { customer: 'missingCustomer', service: 'missingService' } as const;
const closeSchema = z.object({ reason: z.enum(MANUAL_REASONS) });

/** Pages of requests, under /requests. */
export function createRequestPages(
  ctx: Needs,
  options: { channels: string[]; pageOf: PageOf },
): Hono<ConsoleEnv> {
  const { pageOf, channels } = options;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/', async (c) => {
    const query = readListQuery(c.req.query(), ctx.config);
    const filter = toFilter(query);
    const requests = filter
      ? await listRequests(ctx.db, actorIn(c), filter, { limit: DEFAULT_LIMIT, cursor: query.cursor })
      : { items: [], nextCursor: null };
    const props = { page: pageOf(c), query, channels, requests };
    return wantsPart(c) ? sendPart(c, <LiveList {...props} oob />) : sendPage(c, <ListPage {...props} />);
  });

  const show = async (c: Ask, form: Partial<FormState> = {}) => {
    const data = await loadRequest(ctx, actorIn(c), idIn(c));
    const q = c.req.query('q') ?? '';
    const triage = { customerId: undefined, serviceId: undefined, chosen: null, q, ...form.triage };
    const found = q === '' ? { kind: 'none' as const } : await findCustomers(ctx, q);
    const props = {
      ...data,
      page: pageOf(c),
      failure: form.failure ?? null,
      triage: { ...triage, found },
      close: { open: false, reason: undefined, ...form.close },
    };
    if (wantsPart(c)) return sendPart(c, <RequestBody {...props} />);
    return sendPage(c, <RequestPage {...props} />, form.failure?.status);
  };

  routes.get('/:id', (c) => show(c));

  routes.get('/:id/customers', async (c) => {
    await getRequest(ctx.db, actorIn(c), idIn(c));
    const q = c.req.query('q') ?? '';
    const [found, chosen] = await Promise.all([
      findCustomers(ctx, q),
      chosenCustomer(ctx, c.req.query('customerId') || undefined),
    ]);
    return sendPart(c, <FoundCustomers page={pageOf(c)} found={found} chosen={chosen} />);
  });

  routes.post('/:id/triage', async (c) => {
    const choice = await readChoice(c);
    try {
      requireNews(await getRequest(ctx.db, actorIn(c), idIn(c)), choice);
      await settleTriage(ctx, actorIn(c), { requestId: idIn(c), ...choice });
    } catch (error) {
      // Settled by somebody else meanwhile, and so gone from an agent's sight.
      if (error instanceof NotFound) {
        leaveFlash(c, 'taken');
        return c.redirect('/requests', 303);
      }
      const failure = toFailure(error);
      return show(c, {
        failure,
        triage: { ...choice, chosen: await chosenCustomer(ctx, choice.customerId) },
      });
    }
    const settled = await getRequest(ctx.db, actorIn(c), idIn(c));
    const [missing] = missingIn(settled);
    leaveFlash(c, missing === undefined ? 'settled' : MISSING_NOTICES[missing]);
    return c.redirect(`/requests/${settled.id}`, 303);
  });

  routes.post('/:id/close', async (c) => {
    const parsed = closeSchema.safeParse(await c.req.parseBody());
    try {
      if (!parsed.success) throw new Invalid('reason', 'is not a reason');
      await closeRequest(ctx, actorIn(c), { requestId: idIn(c), reason: parsed.data.reason });
    } catch (error) {
      return show(c, { failure: toFailure(error), close: { open: true, reason: parsed.data?.reason } });
    }
    leaveFlash(c, 'closed');
    return c.redirect(`/requests/${idIn(c)}`, 303);
  });

  return routes;
}

interface FormState {
  failure: Failure;
  triage: Partial<TriageState>;
  close: { open: boolean; reason: (typeof MANUAL_REASONS)[number] | undefined };
}

async function readChoice(c: Ask): Promise<Choice> {
  const { customerId, serviceId } = choiceSchema.parse(await c.req.parseBody());
  return { ...(customerId && { customerId }), ...(serviceId && { serviceId }) };
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
