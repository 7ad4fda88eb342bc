import { z } from '@hono/zod-openapi';
import { EVENT_TYPES } from '../../../core/events.ts';
import { id, instant } from './fields.ts';
import { pageOf } from './page.ts';

export const Event = z
  .object({
    id: z.string().openapi({ description: 'Grows with time', example: '42' }),
    type: z.enum(EVENT_TYPES).openapi({ example: 'incident.moved' }),
    contactId: id.nullable(),
    serviceRequestId: id.nullable(),
    incidentId: id.nullable(),
    subject: z
      .string()
      .nullable()
      .openapi({ description: '`kind:id` of what it is about where that is neither', example: null }),
    actor: z.string().openapi({ description: 'User id, client id or `system`', example: 'system' }),
    data: z.record(z.string(), z.json()).openapi({
      type: 'object',
      description: 'Depends on the type',
      example: { from: 'new', to: 'diagnose' },
    }),
    at: instant,
  })
  .openapi('Event', { description: 'One state change' });

export const EventPage = pageOf('EventPage', Event);
