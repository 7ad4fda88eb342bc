import { z } from '@hono/zod-openapi';
import { customerId, id, instant, phone } from './fields.ts';

export const CallerCard = z
  .object({
    phone: phone.nullable(),
    customerId: customerId
      .nullable()
      .openapi({ description: 'Null where several customers have the number' }),
    name: z
      .string()
      .nullable()
      .openapi({ description: 'Several names are joined by ` / `', example: 'Сидоров Тимофей Юрьевич' }),
    openRequests: z
      .array(
        z.object({
          id,
          number: z.string().openapi({ example: 'SR-000007' }),
          status: z.string().openapi({ example: 'IN_PROGRESS' }),
          service: z.string().nullable().openapi({ example: 'Нет доступа в интернет' }),
          createdAt: instant,
        }),
      )
      .openapi({ description: 'The newest ten, newest first' }),
    fresh: z.boolean().openapi({
      description: 'False: the customer system did not answer in time, and this is what was last known',
      example: true,
    }),
  })
  .openapi('CallerCard', { description: 'What a telephone may show while it rings' });
