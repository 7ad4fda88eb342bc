import { z } from '@hono/zod-openapi';
import { MASS_INCIDENT_STATES } from '../../../core/mass-incident/massIncident.ts';
import { bilingual, id, instant, serviceId, userId } from './fields.ts';
import { pageOf } from './page.ts';

const told = z
  .object({ ru: z.string(), en: z.string() })
  .openapi({ description: 'English may be empty: then the Russian text goes out' });

/** A mass incident, as people and systems read it. */
export const MassIncident = z
  .object({
    id,
    number: z.string().openapi({ example: 'MI-000001' }),
    serviceId,
    area: z.string().nullable().openapi({ description: 'Null: wherever the customer is', example: 'Химки' }),
    state: z.enum(MASS_INCIDENT_STATES).openapi({
      description: 'CLOSING while its requests are being closed one by one',
      example: 'OPEN',
    }),
    title: z.string().openapi({ example: 'Нет интернета в Химках' }),
    told,
    resolution: bilingual.nullable(),
    detected: z
      .object({ count: z.number(), windowMinutes: z.number(), baseline: z.number() })
      .nullable()
      .openapi({ description: 'The spike behind a proposal; null where it was declared by hand' }),
    beganAt: instant,
    version: z.int().openapi({ description: 'Give it as `baseVersion` with what you decide', example: 1 }),
    createdAt: instant,
    openedAt: instant.nullable(),
    openedBy: userId.nullable(),
    correctedAt: instant.nullable().openapi({ description: 'When its words were corrected last' }),
    dismissedAt: instant.nullable(),
    dismissedBy: userId.nullable(),
    closingAt: instant.nullable(),
    closedAt: instant.nullable(),
    closedBy: userId.nullable(),
    attached: z.int().openapi({ description: 'Requests attached to it' }),
    stillOpen: z.int().openapi({ description: 'Those of them that are still open' }),
  })
  .openapi('MassIncident', { description: 'One cause behind many requests' });

export const MassIncidentPage = pageOf('MassIncidentPage', MassIncident);

const title = z.string().openapi({ example: 'Нет интернета в Химках' });
const area = z.string().nullable().optional().openapi({ example: 'Химки' });
const unknownArea = z.boolean().default(false).openapi({
  description:
    'This area, though no customer of it has turned to us lately; else 409 `massincident.area_unknown`',
});
const baseVersion = z.int().min(0).openapi({ description: 'The `version` you have read', example: 1 });
const tell = z
  .strictObject({ ru: z.string(), en: z.string().default('') })
  .openapi({ example: { ru: 'Авария на сети, чиним до 18:00.', en: 'An outage, repaired by 18:00.' } });

/** What declares a mass incident. */
export const MassIncidentDeclaration = z
  .strictObject({
    serviceId: z.string().openapi({ example: 'svc-internet' }),
    title,
    area,
    unknownArea,
    told: tell,
    sinceMinutes: z
      .int()
      .optional()
      .openapi({ description: 'How long ago it began, 0 to 1440; 15 unless given', example: 15 }),
  })
  .openapi('MassIncidentDeclaration');

/** What accepts a proposal. */
export const MassIncidentOpening = z
  .strictObject({ baseVersion, title, area, unknownArea, told: tell })
  .openapi('MassIncidentOpening');

/** What corrects an open one. */
export const MassIncidentCorrection = z
  .strictObject({
    baseVersion,
    title,
    told: tell,
    tellAgain: z.boolean().default(false).openapi({
      description: 'Whether customers who have been told the former text are told this one, each once',
    }),
  })
  .openapi('MassIncidentCorrection');

/** What dismisses a proposal. */
export const MassIncidentDismissal = z.strictObject({ baseVersion }).openapi('MassIncidentDismissal');

/** What ends a mass incident. */
export const MassIncidentClosing = z
  .strictObject({ baseVersion, resolution: tell })
  .openapi('MassIncidentClosing');
