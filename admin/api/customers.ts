import { createRoute, z } from '@hono/zod-openapi';
import { foreignIdInPath, paging, phoneFilter, wordFilter } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { Customer, CustomerPage } from './schemas/customer.ts';

const TAGS = ['Customers'];

/** /customers: read from the customer system at the moment of asking. */
export function customerRoutes(ctx: ApiContext) {
  const list = createRoute({
    method: 'get',
    path: '/customers',
    tags: TAGS,
    operationId: 'findCustomers',
    summary: 'Find customers by phone or by name',
    description: 'One of the two must be given. A phone may belong to several customers, or to none.',
    request: {
      query: z
        .strictObject({
          phone: phoneFilter(ctx.config.DEFAULT_COUNTRY).optional(),
          name: wordFilter('Сидоров').optional(),
          limit: paging.limit,
        })
        .refine((query) => (query.phone === undefined) !== (query.name === undefined), {
          error: 'either phone or name must be given',
          path: ['phone'],
        }),
    },
    responses: answers(CustomerPage, 'The customers', [400, 502]),
  });
  const get = createRoute({
    method: 'get',
    path: '/customers/{id}',
    tags: TAGS,
    operationId: 'getCustomer',
    summary: 'Read one customer',
    request: { params: foreignIdInPath('cust-0007') },
    responses: answers(Customer, 'The customer', [404, 502]),
  });

  return createRouter()
    .openapi(list, async (c) => {
      const { phone, name, limit } = c.req.valid('query');
      const found =
        phone === undefined
          ? await ctx.customers.search(name ?? '', limit)
          : await ctx.customers.findByPhone(phone);
      return c.json({ items: found.slice(0, limit), nextCursor: null }, 200);
    })
    .openapi(get, async (c) => c.json(await ctx.customers.get(c.req.valid('param').id), 200));
}
