import { z } from '@hono/zod-openapi';
import { id, instant } from './fields.ts';
import { pageOf } from './page.ts';

export const REPLY_KINDS = ['reply', 'question'] as const;

export const Reply = z
  .object({
    id: id.openapi({ description: 'Your `Idempotency-Key`, where you sent one' }),
    kind: z
      .enum(REPLY_KINDS)
      .openapi({ description: 'A question waits for an answer, which joins the request', example: 'reply' }),
    authorId: z
      .string()
      .openapi({ description: 'User id or client id', example: 'a5e5c4c6-1c1d-4d5b-9a63-0f6d1e000101' }),
    authorName: z.string().nullable().openapi({ example: 'Анна Соколова' }),
    text: z.string().openapi({ example: 'Мастер придёт завтра с 10 до 12.' }),
    createdAt: instant,
  })
  .openapi('Reply', { description: 'What an agent wrote to a customer' });

export const ReplyPage = pageOf('ReplyPage', Reply);
