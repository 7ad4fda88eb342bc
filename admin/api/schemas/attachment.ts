import { z } from '@hono/zod-openapi';
import { id, instant } from './fields.ts';
import { pageOf } from './page.ts';

const Attachment = z
  .object({
    id,
    contactId: id
      .nullable()
      .openapi({ description: 'The contact it came with; null: people or systems of ours attached it' }),
    replyId: id
      .nullable()
      .openapi({ description: 'The reply it goes to the customer with; null: it is his, or for colleagues' }),
    uploadId: id.nullable().openapi({ description: 'Common to what was attached at once' }),
    authorId: z
      .string()
      .nullable()
      .openapi({ description: 'User id or client id; null: the customer', example: null }),
    authorName: z.string().nullable().openapi({ example: null }),
    kind: z
      .enum(['photo', 'voice', 'audio', 'video', 'document', 'location'])
      .openapi({ description: 'What its sender sent it as', example: 'photo' }),
    fileName: z
      .string()
      .nullable()
      .openapi({ description: 'As its sender called it', example: 'router.jpg' }),
    mimeType: z
      .string()
      .nullable()
      .openapi({ description: 'What its bytes are, once it is stored', example: 'image/jpeg' }),
    size: z.int().nullable().openapi({ description: 'Bytes', example: 48_213 }),
    latitude: z.number().nullable().openapi({ description: 'Degrees, of a location', example: null }),
    longitude: z.number().nullable().openapi({ description: 'Degrees, of a location', example: null }),
    state: z
      .enum(['PENDING', 'STORED', 'REFUSED'])
      .openapi({ description: '`STORED`: its content may be read', example: 'STORED' }),
    error: z
      .string()
      .nullable()
      .openapi({ description: 'Why it was refused, e.g. `attachment.size`', example: null }),
    createdAt: instant,
    sentAt: instant
      .nullable()
      .openapi({ description: 'When the channel took it over for the customer', example: null }),
  })
  .openapi('Attachment', {
    description: 'A file or a place that came with a contact, or a file that was attached',
  });

export const AttachmentPage = pageOf('AttachmentPage', Attachment);

/** Files of a form: the field once for each. What else stands in it is no file. */
export const Files = z
  .preprocess(
    (field) => (field === undefined || Array.isArray(field) ? field : [field]),
    z.array(z.instanceof(File, { error: 'is not a file' })),
  )
  .openapi({
    type: 'array',
    items: { type: 'string', format: 'binary' },
    description:
      'The files, one field `files` for each; how many and how long they may be is a setting of the house',
  });
