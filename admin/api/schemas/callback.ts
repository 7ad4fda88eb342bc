import { z } from '@hono/zod-openapi';
import { id, instant } from './fields.ts';
import { pageOf } from './page.ts';

const Callback = z
  .object({
    id,
    createdAt: instant,
    doneAt: instant.nullable().openapi({ example: null }),
    doneBy: z.string().nullable().openapi({ description: 'User id, client id or `system`', example: null }),
    doneReason: z.string().nullable().openapi({
      description: '`called_back`, `customer_called`, `closed` (his request), `by_hand`',
      example: null,
    }),
  })
  .openapi('Callback', { description: 'A call nobody answered, to be returned' });

export const CallbackPage = pageOf('CallbackPage', Callback);
