import { z } from '@hono/zod-openapi';
import { Event } from './event.ts';
import { instant, userId } from './fields.ts';
import { pageOf } from './page.ts';

const common = {
  at: instant,
  actorId: userId.openapi({ description: 'User id or the id of an API client' }),
  actorName: z.string().nullable().openapi({ description: 'Null for a system', example: 'Анна Соколова' }),
  requestNumber: z.string().nullable().openapi({ example: 'SR-000042' }),
  incidentNumber: z.string().nullable().openapi({ example: 'INC-000042' }),
};

const AuditEntry = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('changed'), ...common, event: Event }),
    z.object({
      kind: z.literal('seen'),
      ...common,
      subject: z
        .string()
        .openapi({ description: '`kind:id` of what was looked at', example: 'customer:C-7' }),
      via: z.enum(['console', 'api']),
    }),
  ])
  .openapi('AuditEntry', { description: 'One thing somebody did' });

export const AuditPage = pageOf('AuditPage', AuditEntry);
