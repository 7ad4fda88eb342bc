import { z } from '@hono/zod-openapi';
import { id, instant } from './fields.ts';
import { pageOf } from './page.ts';

const Notice = z
  .object({
    id,
    recipient: z.enum(['customer', 'manager']).openapi({ example: 'customer' }),
    channel: z.string().openapi({ description: 'Channel it goes out by', example: 'sms' }),
    template: z.string().openapi({ description: 'What it tells', example: 'registered' }),
    state: z
      .enum(['PENDING', 'SENT', 'DELIVERED', 'FAILED'])
      .openapi({ description: '`SENT`: the provider took it', example: 'DELIVERED' }),
    error: z.string().nullable().openapi({ description: 'Why it failed or waits', example: null }),
    segments: z.int().openapi({ description: 'Parts the network bills it in', example: 1 }),
    createdAt: instant,
    notBefore: instant.nullable().openapi({ description: 'Held until then; null: not held', example: null }),
    sentAt: instant.nullable(),
    deliveredAt: instant.nullable(),
  })
  .openapi('Notice', { description: 'A message of ours to a person: what became of it, not what it said' });

export const NoticePage = pageOf('NoticePage', Notice);
