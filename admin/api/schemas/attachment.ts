import { z } from '@hono/zod-openapi';
import { id } from './fields.ts';
import { pageOf } from './page.ts';

const Attachment = z
  .object({
    id,
    contactId: id,
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
  })
  .openapi('Attachment', { description: 'A file or a place that came with a contact' });

export const AttachmentPage = pageOf('AttachmentPage', Attachment);
