import { Hono } from 'hono';
import { answerOne, answerPage, readPage } from '../tmf/collection.ts';
import { refuse } from '../tmf/refuse.ts';
import { type Customer, customers, findCustomer, findCustomersByPhone } from './people.ts';

/**
 * The operator's customer system: TMF629 Customer Management v4.0.0, read side. Filters:
 * `contactMedium.characteristic.phoneNumber` (or `phone`), compared by digits, and `name`, a part of the full name.
 * @param baseUrl where it is mounted, for `href`.
 */
export function createCustomers(baseUrl: string): Hono {
  const app = new Hono();
  const withHref = (customer: Customer) => ({ ...customer, href: `${baseUrl}/customer/${customer.id}` });

  app.get('/customer', (c) => {
    const page = readPage(c);
    if (page instanceof Response) return page;
    const phone = c.req.query('contactMedium.characteristic.phoneNumber') ?? c.req.query('phone');
    const name = c.req.query('name')?.trim().toLocaleLowerCase('ru');
    const candidates = phone === undefined ? customers : findCustomersByPhone(phone);
    const found = name ? candidates.filter((customer) => lower(customer.name).includes(name)) : candidates;
    const items = found.slice(page.offset, page.offset + page.limit).map(withHref);
    return answerPage(c, items, found.length);
  });

  app.get('/customer/:id', (c) => {
    const customer = findCustomer(c.req.param('id'));
    if (!customer) return refuse(c, 404, 'CUSTOMER_NOT_FOUND', 'There is no customer with this id');
    return answerOne(c, withHref(customer));
  });

  return app;
}

function lower(text: string): string {
  return text.toLocaleLowerCase('ru');
}
