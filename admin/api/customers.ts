import { createRoute, z } from '@hono/zod-openapi';
import { v7 as uuid } from 'uuid';
import { createCustomer } from '../../core/customer/createCustomer.ts';
import type { Customer as KnownCustomer } from '../../core/customer/customer.ts';
import { updateCustomer } from '../../core/customer/updateCustomer.ts';
import { Invalid } from '../../core/errors.ts';
import type { Page } from '../../core/paging.ts';
import { foreignIdInPath, paging, phoneFilter, wordFilter } from './parameters.ts';
import { answers, creates } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { Customer, CustomerChange, CustomerPage, NewCustomer } from './schemas/customer.ts';

const TAGS = ['Customers'];
const SAME_AS_READ = /^"([\w-]{1,64})"$/;

const Key = z.object({
  'Idempotency-Key': z
    .guid()
    .transform((key) => key.toLowerCase())
    .optional()
    .openapi({
      type: 'string',
      format: 'uuid',
      description: 'Sent twice under one key it is one customer, whatever became of the first answer',
    }),
});
const Match = z.object({
  'If-Match': z
    .string()
    .regex(SAME_AS_READ, { error: 'must be the ETag the customer was read with' })
    .openapi({ description: 'The ETag he was read with', example: '"q1sWxk8gB4mJt0vE7yZcR2nLhDpUaFiO"' }),
});

const get = createRoute({
  method: 'get',
  path: '/customers/{id}',
  tags: TAGS,
  operationId: 'getCustomer',
  summary: 'Read one customer',
  description: 'The ETag is what `If-Match` of a change must be.',
  request: { params: foreignIdInPath('cust-0007') },
  responses: answers(Customer, 'The customer', [404, 502]),
});

const create = createRoute({
  method: 'post',
  path: '/customers',
  tags: TAGS,
  operationId: 'createCustomer',
  summary: 'Create a customer',
  description:
    'In the customer system. 409 where a phone is somebody’s already and you do not say that it may be shared; 503 ' +
    'where it is not known what became of it: send the same again under the same key, and there will be no second ' +
    'customer.',
  request: {
    headers: Key,
    body: { required: true, content: { 'application/json': { schema: NewCustomer } } },
  },
  responses: creates(Customer, 'The customer', [400, 409, 413, 415, 502]),
});

const change = createRoute({
  method: 'patch',
  path: '/customers/{id}',
  tags: TAGS,
  operationId: 'changeCustomer',
  summary: 'Change a customer',
  description:
    'In the customer system, and only if he is still as you read him: otherwise 412, and nothing was written. 409 ' +
    'where a new phone is somebody else’s and you do not say that it may be shared.',
  request: {
    params: foreignIdInPath('cust-0007'),
    headers: Match,
    body: { required: true, content: { 'application/json': { schema: CustomerChange } } },
  },
  responses: answers(Customer, 'The customer as he is now', [400, 404, 409, 412, 413, 415, 502]),
});

/** /customers: read from and written to the customer system at the moment of asking. */
export function customerRoutes(ctx: ApiContext) {
  const list = createRoute({
    method: 'get',
    path: '/customers',
    tags: TAGS,
    operationId: 'findCustomers',
    summary: 'List customers, or find them by phone or by name',
    description:
      'A phone may belong to several customers, or to none. A part of the name is enough, whatever its case and its ' +
      'ё. All come in the order of the customer system.',
    request: {
      query: z
        .strictObject({
          phone: phoneFilter(ctx.config.DEFAULT_COUNTRY).optional(),
          name: wordFilter('Сидоров').optional(),
          ...paging,
        })
        .refine((query) => query.phone === undefined || query.name === undefined, {
          error: 'phone and name do not go together',
          path: ['phone'],
        })
        .refine((query) => query.cursor === undefined || (query.phone ?? query.name) === undefined, {
          error: 'a search is one page',
          path: ['cursor'],
        }),
    },
    responses: answers(CustomerPage, 'The customers', [400, 502]),
  });

  return createRouter()
    .openapi(list, async (c) => {
      const { phone, name, limit, cursor } = c.req.valid('query');
      if (phone === undefined && name === undefined) return c.json(await listAll(ctx, limit, cursor), 200);
      const found =
        phone === undefined
          ? await ctx.customers.search(name ?? '', limit)
          : await ctx.customers.findByPhone(phone);
      return c.json({ items: found.slice(0, limit), nextCursor: null }, 200);
    })
    .openapi(get, async (c) => {
      const customer = await ctx.customers.get(c.req.valid('param').id);
      return c.json(customer, 200, etagOf(customer));
    })
    .openapi(create, async (c) => {
      const key = c.req.valid('header')['Idempotency-Key'] ?? uuid();
      const { sharedPhones: shared, ...given } = c.req.valid('json');
      const facts = { email: '', city: '', district: '', street: '', ...given };
      const customer = await createCustomer(ctx, c.var.actor, { key, shared, facts });
      return c.json(customer, 201, etagOf(customer));
    })
    .openapi(change, async (c) => {
      const { sharedPhones: shared, ...given } = c.req.valid('json');
      const version = SAME_AS_READ.exec(c.req.valid('header')['If-Match'])?.[1] ?? '';
      const { id } = c.req.valid('param');
      const facts = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const { customer } = await updateCustomer(ctx, c.var.actor, { id, facts, version, shared });
      return c.json(customer, 200, etagOf(customer));
    });
}

/** The customer system pages by offset, so the cursor is one. */
async function listAll(
  ctx: Pick<ApiContext, 'customers'>,
  limit: number,
  cursor: string | undefined,
): Promise<Page<KnownCustomer>> {
  const offset = cursor === undefined ? 0 : offsetOf(cursor);
  const { customers, total } = await ctx.customers.list({ offset, limit });
  const next = offset + customers.length;
  const more = customers.length > 0 && (total === null ? customers.length === limit : next < total);
  return { items: customers, nextCursor: more ? Buffer.from(`@${next}`).toString('base64url') : null };
}

/** @throws {Invalid} naming `cursor` when it is not one of ours. */
function offsetOf(cursor: string): number {
  const offset = /^@(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (offset === undefined) throw new Invalid('cursor', 'is not a cursor of this list');
  return Number(offset);
}

function etagOf({ version }: KnownCustomer): { etag: string } {
  return { etag: `"${version}"` };
}
