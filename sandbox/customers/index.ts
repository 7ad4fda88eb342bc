import { type Context, Hono } from 'hono';
import type pg from 'pg';
import { answerOne, answerPage, readPage } from '../tmf/collection.ts';
import { refuse } from '../tmf/refuse.ts';
import { type CustomerBody, customerBody, mergePatch } from './schema.ts';
import { createCustomerStore, type StoredCustomer } from './store.ts';

/**
 * The operator's customer system: TMF629 Customer Management v4.0.0. Filters: `contactMedium.characteristic.phoneNumber`
 * (or `phone`), compared by digits, and `name`, a part of the full name whatever its case and its ё. POST is not
 * idempotent, as in the standard. PATCH is a JSON merge patch; a customer has an ETag, and If-Match is obeyed.
 * @param baseUrl where it is mounted, for `href`.
 */
export function createCustomers(pool: pg.Pool, baseUrl: string): Hono {
  const app = new Hono();
  const store = createCustomerStore(pool);
  const toEntry = ({ id, body }: StoredCustomer) => ({ ...body, id, href: `${baseUrl}/customer/${id}` });
  const answer = (c: Context, customer: StoredCustomer, status: 200 | 201 = 200) => {
    c.header('ETag', etagOf(customer));
    return answerOne(c, toEntry(customer), status);
  };

  app.get('/customer', async (c) => {
    const page = readPage(c);
    if (page instanceof Response) return page;
    const phone = c.req.query('contactMedium.characteristic.phoneNumber') ?? c.req.query('phone');
    const found = await store.find({ phone, name: c.req.query('name') });
    return answerPage(c, found.slice(page.offset, page.offset + page.limit).map(toEntry), found.length);
  });

  app.get('/customer/:id', async (c) => {
    const customer = await store.get(c.req.param('id'));
    return customer ? answer(c, customer) : nobody(c);
  });

  app.post('/customer', async (c) => {
    const body = readBody(c, await readJson(c));
    if (body instanceof Response) return body;
    const customer = await store.create({ status: 'active', ...body });
    c.header('Location', toEntry(customer).href);
    return answer(c, customer, 201);
  });

  app.patch('/customer/:id', async (c) => {
    const known = await store.get(c.req.param('id'));
    if (!known) return nobody(c);
    const ifMatch = c.req.header('if-match');
    if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etagOf(known)) return changed(c);
    const patch = await readJson(c);
    if (typeof patch !== 'object' || patch === null || Array.isArray(patch))
      return refuse(c, 400, 'INVALID_BODY', 'A merge patch is a JSON object');
    const body = readBody(c, mergePatch(known.body, patch));
    if (body instanceof Response) return body;
    const customer = await store.replace(known.id, known.version, body);
    return customer ? answer(c, customer) : changed(c);
  });

  return app;
}

function etagOf({ id, version }: StoredCustomer): string {
  return `"${id}.${version}"`;
}

async function readJson(c: Context): Promise<unknown> {
  return c.req.json().catch(() => undefined);
}

/** @returns the body, or the 400 answer; `id` and `href` are the system's own. */
function readBody(c: Context, body: unknown): CustomerBody | Response {
  const parsed = customerBody.safeParse(body);
  if (parsed.success) {
    const { id: _id, href: _href, ...rest } = parsed.data;
    return rest;
  }
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  return refuse(c, 400, 'INVALID_BODY', 'The customer is not valid', faults.join('; '));
}

function nobody(c: Context): Response {
  return refuse(c, 404, 'CUSTOMER_NOT_FOUND', 'There is no customer with this id');
}

function changed(c: Context): Response {
  return refuse(c, 412, 'CUSTOMER_CHANGED', 'The customer was changed meanwhile; read him again');
}
