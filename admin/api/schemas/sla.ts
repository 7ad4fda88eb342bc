import { z } from '@hono/zod-openapi';
import { PRIORITIES } from '../../../core/incident/priority.ts';
import { id } from './fields.ts';
import { pageOf } from './page.ts';

const minutes = z.int().openapi({ description: 'Minutes of working time', example: 480 });

/** What is promised for a service and priority. */
const SlaPolicy = z
  .object({
    id,
    serviceId: z
      .string()
      .nullable()
      .openapi({ description: 'Null: of every service that has no policy of its own', example: null }),
    priority: z.enum(PRIORITIES).openapi({ example: 'NORMAL' }),
    answerMinutes: minutes.nullable().openapi({ description: 'Until the first answer; null: no term' }),
    resolveMinutes: minutes,
    warnPercent: z
      .int()
      .openapi({ description: 'Part of the term after which its end is near', example: 80 }),
    calendarId: z
      .string()
      .nullable()
      .openapi({ description: 'The calendar that counts; null: the work group’s', example: 'office' }),
    version: z.int(),
  })
  .openapi('SlaPolicy');

export const SlaPolicyPage = pageOf('SlaPolicyPage', SlaPolicy);
