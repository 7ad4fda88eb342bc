import { z } from '@hono/zod-openapi';
import { channel, id, instant, phone, phoneKind, rung } from './fields.ts';
import { pageOf } from './page.ts';

export const CONTACT_STATES = ['WAITING', 'WORKED', 'QUARANTINED', 'DROPPED'] as const;

export const Contact = z
  .object({
    id,
    channel,
    account: z.string().openapi({ description: 'Which of our own addresses took it', example: 'default' }),
    externalId: z.string().openapi({ description: "The sender's own id of it", example: 'msg-7' }),
    kind: z.enum(['call', 'message', 'event']).openapi({ example: 'message' }),
    sender: z
      .string()
      .nullable()
      .openapi({ description: 'As the channel wrote it', example: '8 (916) 000-00-07' }),
    phone: phone.nullable(),
    phoneKind,
    rung,
    text: z.string().nullable().openapi({ example: 'Нет интернета со вчерашнего дня' }),
    choice: z
      .string()
      .nullable()
      .openapi({ description: 'What was picked, where it is a pressed button', example: null }),
    queue: z.string().nullable().openapi({ description: 'Line it came in on', example: null }),
    state: z.enum(CONTACT_STATES).openapi({ example: 'WORKED' }),
    duplicates: z.int().openapi({ description: 'Further deliveries of it, suppressed', example: 0 }),
    lastError: z
      .string()
      .nullable()
      .openapi({ description: 'Why it waits or is quarantined', example: null }),
    serviceRequestId: id.nullable(),
    occurredAt: instant,
    receivedAt: instant,
    workedAt: instant.nullable(),
    droppedAt: instant
      .nullable()
      .openapi({ description: 'When a supervisor put it away for good; null: nobody has', example: null }),
    droppedBy: z.string().nullable().openapi({ description: 'User id or client id', example: null }),
    dropReason: z.string().nullable().openapi({ description: 'In his own words', example: null }),
  })
  .openapi('Contact', { description: 'One inbound touch: a call, a message, a bus event' });

export const ContactPage = pageOf('ContactPage', Contact);
