import { z } from '@hono/zod-openapi';
import { id, instant } from './fields.ts';
import { pageOf } from './page.ts';

const Call = z
  .object({
    id,
    direction: z.enum(['in', 'out']).openapi({ example: 'in' }),
    state: z.enum(['ringing', 'answered', 'ended']).openapi({ example: 'ended' }),
    missed: z.boolean().openapi({ description: 'It came in and nobody answered', example: false }),
    queue: z.string().nullable().openapi({ description: 'Line it came in on', example: 'support' }),
    agentExtension: z.string().nullable().openapi({ example: '101' }),
    agentName: z.string().nullable().openapi({ example: 'Анна Соколова' }),
    endReason: z
      .string()
      .nullable()
      .openapi({ description: "The telephone system's own word", example: 'normalClearing' }),
    ringingAt: instant.nullable(),
    answeredAt: instant.nullable(),
    endedAt: instant.nullable(),
    hasRecording: z.boolean().openapi({ example: true }),
  })
  .openapi('Call', { description: 'A telephone call, as far as it has come' });

export const CallPage = pageOf('CallPage', Call);
