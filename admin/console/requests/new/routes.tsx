import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { HouseContext } from '../../../../core/context.ts';
import type { Customer } from '../../../../core/customer/customer.ts';
import { Invalid, NoAnswer, NotFound } from '../../../../core/errors.ts';
import { listServices } from '../../../../core/service-catalog/readServices.ts';
import { listRelated } from '../../../../core/service-request/listRelated.ts';
import { openRequestByHand } from '../../../../core/service-request/openByHand.ts';
import type { ConsoleEnv, PageOf } from '../../env.ts';
import { type Failure, toFailure } from '../../failure.ts';
import { leaveFlash } from '../../layout/flash.ts';
import { sendPage, sendPart, wantsPart } from '../../layout/render.tsx';
import { actorIn } from '../../readInput.ts';
import { findCustomers } from '../findCustomers.ts';
import { FoundList } from './CustomerStep.tsx';
import { NewPage, type NewState } from './NewPage.tsx';
import { ServiceChoices } from './ServicePicker.tsx';

type Ask = Context<ConsoleEnv>;

const formSchema = z.object({
  key: z.uuid(),
  customerId: z.string().max(200).default(''),
  serviceId: z.string().max(200).optional(),
  phone: z.string().trim().max(200).default(''),
  text: z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n')),
});

/** Registering a request for a customer, under /requests/new. */
export function createNewRequestPages(
  ctx: Pick<HouseContext, 'db' | 'log' | 'queues' | 'customers' | 'config'>,
  options: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const { pageOf } = options;
  const routes = new Hono<ConsoleEnv>();

  const show = async (c: Ask, entered: { customerId: string; state: NewState; failure: Failure | null }) => {
    const q = c.req.query('q') ?? '';
    const { customer, failure } = await readCustomer(ctx, entered.customerId);
    const related = customer
      ? await listRelated(ctx.db, actorIn(c), { customerId: customer.id, phone: null })
      : [];
    const props = {
      page: pageOf(c),
      failure: entered.failure ?? failure,
      customer,
      q,
      found: q === '' ? { kind: 'none' as const } : await findCustomers(ctx, q),
      related,
      services: await listServices(ctx.db),
      state: entered.state,
    };
    return sendPage(c, <NewPage {...props} />, props.failure?.status);
  };

  routes.get('/', async (c) => {
    if (wantsPart(c))
      return sendPart(
        c,
        <FoundList page={pageOf(c)} found={await findCustomers(ctx, c.req.query('q') ?? '')} />,
      );
    const state = { key: randomUUID(), serviceId: c.req.query('serviceId'), phone: '', text: '' };
    return show(c, { customerId: c.req.query('customerId') ?? '', state, failure: null });
  });

  routes.get('/services', async (c) => {
    const services = await listServices(ctx.db);
    const { filter = '', serviceId: chosen } = c.req.query();
    return sendPart(
      c,
      <ServiceChoices page={pageOf(c)} services={services} chosen={chosen} filter={filter} />,
    );
  });

  routes.post('/', async (c) => {
    const parsed = formSchema.safeParse(await c.req.parseBody());
    if (!parsed.success) throw new Invalid('key', 'is not a form of this house');
    const { key, customerId, serviceId, phone, text } = parsed.data;
    try {
      if (!serviceId) throw new Invalid('noService', 'no service was chosen');
      const id = await openRequestByHand(ctx, actorIn(c), { key, customerId, serviceId, phone, text });
      leaveFlash(c, 'requestOpened');
      return c.redirect(`/requests/${id}`, 303);
    } catch (error) {
      const failure = toFailure(error);
      // A key that was given to other data is no key for these.
      const state = { key: failure.status === 409 ? randomUUID() : key, serviceId, phone, text };
      return show(c, { customerId, state, failure });
    }
  });

  return routes;
}

/** The customer of the address; a fault of the customer system is shown on the page. */
async function readCustomer(
  ctx: Pick<HouseContext, 'customers'>,
  id: string,
): Promise<{ customer: Customer | null; failure: Failure | null }> {
  if (id === '') return { customer: null, failure: null };
  try {
    return { customer: await ctx.customers.get(id), failure: null };
  } catch (error) {
    if (error instanceof NotFound || error instanceof NoAnswer) {
      const told =
        error instanceof NotFound ? new Invalid('customerId', 'there is none', { cause: error }) : error;
      return { customer: null, failure: toFailure(told) };
    }
    throw error;
  }
}
