import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { HouseContext } from '../../../core/context.ts';
import { createCustomer } from '../../../core/customer/createCustomer.ts';
import type { Customer } from '../../../core/customer/customer.ts';
import type { WrittenFacts } from '../../../core/customer/readFacts.ts';
import { NotFound } from '../../../core/errors.ts';
import { getRequest } from '../../../core/service-request/readRequests.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPage } from '../layout/render.tsx';
import { actorIn } from '../readInput.ts';
import { readForm } from './form.ts';
import { customerUrl } from './listQuery.ts';
import { NewPage } from './NewPage.tsx';
import { type Refusal, toRefusal } from './refusal.ts';

type Needs = Pick<HouseContext, 'config' | 'customers' | 'db'>;
type Ask = Context<ConsoleEnv>;

const short = z.string().max(300).catch('').default('');
const querySchema = z.object({ name: short, phone: short, requestId: z.uuid().optional().catch(undefined) });

/** Creating a customer, for himself or for a request that waits in triage. */
export function createNewRoutes(ctx: Needs, { pageOf }: { pageOf: PageOf }): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  const show = async (
    c: Ask,
    form: { facts: WrittenFacts; key: string; requestId: string | undefined; refusal: Refusal | null },
  ) => {
    const request = await readTriaged(ctx, c, form.requestId);
    const props = { page: pageOf(c), facts: form.facts, key: form.key, request, refusal: form.refusal };
    return sendPage(c, <NewPage {...props} />, form.refusal?.status);
  };

  routes.get('/new', (c) => {
    const { name, phone, requestId } = querySchema.parse(c.req.query());
    const facts = {
      name,
      phones: phone === '' ? [] : [phone],
      email: '',
      city: '',
      district: '',
      street: '',
    };
    return show(c, { facts, key: randomUUID(), requestId, refusal: null });
  });

  routes.post('/new', async (c) => {
    const { facts, shared, requestId, key = randomUUID() } = readForm(await c.req.parseBody({ all: true }));
    let customer: Customer;
    try {
      customer = await createCustomer(ctx, actorIn(c), { facts, key, shared });
    } catch (error) {
      return show(c, { facts, key, requestId, refusal: toRefusal(error, 'create', pageOf(c).t) });
    }
    leaveFlash(c, 'customerCreated');
    const request = await readTriaged(ctx, c, requestId);
    return c.redirect(request === null ? customerUrl(customer.id) : chosenIn(request, customer), 303);
  });

  return routes;
}

/** A request's page with this customer found and chosen. */
function chosenIn(request: { id: string }, { id, phones }: Customer): string {
  const params = new URLSearchParams({ q: phones[0] ?? id, customerId: id });
  return `/requests/${request.id}?${params}`;
}

/** The request he is created for; null where there is none, or it is not for these eyes. */
async function readTriaged(
  ctx: Needs,
  c: Ask,
  id: string | undefined,
): Promise<{ id: string; number: string } | null> {
  if (id === undefined) return null;
  try {
    return await getRequest(ctx.db, actorIn(c), id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
