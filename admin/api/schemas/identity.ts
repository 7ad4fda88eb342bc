import { z } from '@hono/zod-openapi';
import { channel, customerId, id, instant, phone, rung } from './fields.ts';
import { pageOf } from './page.ts';

const Identity = z
  .object({
    id,
    channel: channel.openapi({ description: 'Channel that knows him', example: 'telegram' }),
    account: z
      .string()
      .openapi({ description: 'Which of our own addresses he writes to', example: 'default' }),
    identity: z.string().openapi({ description: 'Who speaks, as the channel knows him', example: '7001' }),
    phone: phone.nullable(),
    customerId: customerId.nullable(),
    customerName: z.string().nullable().openapi({ example: 'Сидоров Тимофей Юрьевич' }),
    rung,
    linkedBy: z.string().openapi({ description: 'User id, client id or `system`', example: 'system' }),
    linkedAt: instant,
    unlinkedBy: z.string().nullable().openapi({ description: 'Null: the link holds', example: null }),
    unlinkedAt: instant.nullable().openapi({ example: null }),
    unlinkReason: z.string().nullable().openapi({ example: null }),
  })
  .openapi('Identity', {
    description: 'A link between a sender and a phone or a customer; one that was undone stays as history',
  });

export const IdentityPage = pageOf('IdentityPage', Identity);
