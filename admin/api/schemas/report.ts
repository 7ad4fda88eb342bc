import { z } from '@hono/zod-openapi';
import { instant } from './fields.ts';
import { pageOf } from './page.ts';

const count = (description: string) => z.int().openapi({ description, example: 0 });
const seconds = (description: string) => z.number().nullable().openapi({ description, example: 5400 });

const durations = z
  .object({
    median: seconds('Seconds half of them took at the most; null where there were none'),
    p90: seconds('Seconds nine in ten took at the most'),
  })
  .openapi('ReportDurations');

const numbers = {
  registered: count('Requests that came in'),
  answered: count('Requests that were first answered'),
  closed: count('Requests that were closed'),
  kept: count('Requests whose incident was closed on time'),
  breached: count('Requests whose incident went past its due time'),
  backlog: count('Requests open at the end of the period; while it runs, open now'),
  toAnswer: durations.openapi({ description: 'From registering to the first answer' }),
  toClose: durations.openapi({ description: 'From registering to closing' }),
  rated: count('Closed requests the customer rated'),
  rating: z.number().nullable().openapi({ description: 'Mean of these ratings, 1–5', example: 4.5 }),
};

const day = z.iso.date().openapi({ format: 'date', example: '2025-06-02' });

export const ReportSummary = z
  .object({
    from: day,
    to: day,
    timeZone: z.string().openapi({ description: 'Whose days these are', example: 'Europe/Moscow' }),
    ...numbers,
  })
  .openapi('ReportSummary', { description: 'The figures of a period' });

export const ReportSeries = z
  .object({
    unit: z.enum(['hour', 'day', 'week']).openapi({ example: 'day' }),
    timeZone: z.string().openapi({ example: 'Europe/Moscow' }),
    points: z.array(
      z
        .object({
          start: instant,
          end: instant.openapi({ description: 'Up to and without' }),
          ...numbers,
          byChannel: z
            .record(z.string(), z.int())
            .openapi({ description: 'Registered, by channel', example: { sms: 3, telegram: 5 } }),
        })
        .openapi('ReportPoint'),
    ),
  })
  .openapi('ReportSeries', { description: 'The figures of a period, step by step' });

const ReportRow = z
  .object({
    id: z
      .string()
      .nullable()
      .openapi({ description: 'Null: of requests that have none', example: 'svc-internet' }),
    name: z.string().nullable().openapi({ example: 'Нет доступа в интернет' }),
    ...numbers,
  })
  .openapi('ReportRow', { description: 'The figures of one agent, service or work group' });

export const ReportRowPage = pageOf('ReportRowPage', ReportRow);
