import { z } from '@hono/zod-openapi';
import { customerId } from './fields.ts';
import { pageOf } from './page.ts';

export const Customer = z
  .object({
    id: customerId,
    name: z.string().openapi({ example: 'Сидоров Тимофей Юрьевич' }),
    phones: z.array(z.string()).openapi({ description: 'E.164', example: ['+79160000007'] }),
  })
  .openapi('Customer', { description: 'A customer, read from the customer system' });

export const CustomerPage = pageOf('CustomerPage', Customer);
