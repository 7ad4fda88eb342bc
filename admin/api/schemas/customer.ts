import { z } from '@hono/zod-openapi';
import { customerId } from './fields.ts';
import { pageOf } from './page.ts';

const fact = (example: string) => z.string().nullable().openapi({ example });

export const Customer = z
  .object({
    id: customerId,
    name: z.string().openapi({ example: 'Сидоров Тимофей Юрьевич' }),
    phones: z
      .array(z.string())
      .openapi({ description: 'E.164, the main one first', example: ['+79160000007'] }),
    email: fact('cust-0007@customers.example'),
    city: fact('Москва'),
    district: fact('Люблино'),
    street: fact('ул. Полевая, д. 8, кв. 50'),
    status: z
      .string()
      .nullable()
      .openapi({ description: 'In the words of the customer system', example: 'active' }),
    area: z
      .string()
      .nullable()
      .openapi({ description: 'City and district: how outages are told apart', example: 'Москва, Люблино' }),
    address: z
      .string()
      .nullable()
      .openapi({ description: 'In one line', example: 'Россия, Москва, Люблино, ул. Полевая, д. 8, кв. 50' }),
    version: z.string().openapi({
      description: 'Changes with everything that may be changed; the ETag holds it too',
      example: 'q1sWxk8gB4mJt0vE7yZcR2nLhDpUaFiO',
    }),
  })
  .openapi('Customer', { description: 'A customer, read from the customer system' });

export const CustomerPage = pageOf('CustomerPage', Customer);

const text = (example: string) => z.string().max(300).openapi({ example });
const phones = z
  .array(z.string().max(60))
  .max(30)
  .openapi({ description: 'In any writing, the main one first', example: ['8 916 000-00-07'] });
const sharedPhones = z.boolean().default(false).openapi({
  description: 'A number may be another customer’s already, as in a household; otherwise that is a 409',
  example: false,
});
const facts = {
  email: text('maria@example.com').optional(),
  city: text('Москва').optional(),
  district: text('Люблино').optional(),
  street: text('ул. Полевая, д. 8, кв. 50').optional(),
};

export const NewCustomer = z
  .strictObject({
    name: text('Иванова Мария Петровна'),
    phones,
    ...facts,
    sharedPhones,
  })
  .openapi('NewCustomer');

export const CustomerChange = z
  .strictObject({
    name: text('Иванова Мария Петровна').optional(),
    phones: phones.optional(),
    ...facts,
    sharedPhones,
  })
  .openapi('CustomerChange', {
    description: 'What is not given stays; an empty text takes the fact away',
    example: { street: 'ул. Лесная, д. 3', sharedPhones: false },
  });
