import { z } from '@hono/zod-openapi';
import { answerTerms } from './answerTerms.ts';
import {
  bilingual,
  category,
  channel,
  customerId,
  id,
  instant,
  orderId,
  phone,
  serviceId,
  userId,
  workGroupId,
} from './fields.ts';

const Step = z
  .object({ id: z.string().openapi({ example: 'diagnose' }), name: bilingual, category })
  .openapi('BoardStep');

const BoardCard = z
  .object({
    id,
    number: z.string().openapi({ example: 'INC-000007' }),
    serviceRequestId: id,
    serviceRequestNumber: z.string().openapi({ example: 'SR-000007' }),
    customerId,
    customerName: z.string().nullable().openapi({ example: 'Сидоров Тимофей Юрьевич' }),
    phone: phone.nullable(),
    channel,
    serviceId,
    serviceName: z.string().nullable().openapi({ example: 'Нет доступа в интернет' }),
    serviceNameEn: z.string().nullable().openapi({ example: 'No internet access' }),
    workGroupId: workGroupId.nullable(),
    assigneeId: userId.nullable(),
    assigneeName: z.string().nullable().openapi({ example: 'Анна Соколова' }),
    orderId,
    orderState: z.string().nullable().openapi({
      description: 'As the order system wrote it last; null: it has not told',
      example: 'inProgress',
    }),
    massIncidentId: id.nullable().openapi({ description: 'The outage it belongs to', example: null }),
    priority: z.string().openapi({ description: 'LOW, NORMAL, HIGH or CRITICAL', example: 'NORMAL' }),
    step: Step,
    category,
    nextSteps: z.array(Step).openapi({ description: 'Where you may move it' }),
    createdAt: instant,
    warnAt: instant.nullable().openapi({ description: 'From when its term is close', example: null }),
    dueAt: instant.nullable().openapi({ example: null }),
    ...answerTerms,
    pausedAt: instant
      .nullable()
      .openapi({ description: 'Since when its clock stands; null: it runs', example: null }),
    breachedAt: instant.nullable().openapi({ example: null }),
    closedAt: instant.nullable().openapi({ example: null }),
  })
  .openapi('BoardCard');

const BoardColumn = z
  .object({
    category,
    count: z.int().openapi({ description: 'Cards of it, shown here or not', example: 12 }),
    counted: z.boolean().openapi({ description: 'False: there are more than `count`', example: true }),
    held: z.int().openapi({
      description: 'Of those, how many the limit is for: what an agent has; in a lane of a group all',
      example: 9,
    }),
    limit: z.int().nullable().openapi({
      description: 'How many of those should stand here at the most; it warns and refuses nothing',
      example: 10,
    }),
    cards: z.array(BoardCard).openapi({ description: 'What is due first; closed ones newest first' }),
    nextCursor: z
      .string()
      .nullable()
      .openapi({ description: 'Give it under the column’s name (`todo`…) to read on', example: null }),
  })
  .openapi('BoardColumn');

const BoardLane = z
  .object({
    id: z
      .string()
      .openapi({ description: 'Of the agent or the group; empty: nobody, no group', example: '' }),
    kind: z.enum(['own', 'agent', 'group', 'all']),
    name: z.string().nullable().openapi({ example: 'Анна Соколова' }),
    columns: z.array(BoardColumn),
  })
  .openapi('BoardLane');

export const Board = z
  .object({
    by: z.enum(['agent', 'group']).nullable(),
    lanes: z.array(BoardLane),
    nextLanes: z
      .string()
      .nullable()
      .openapi({ description: 'Give it as `lanesAfter` to read on; null on the last page', example: null }),
  })
  .openapi('Board', { description: 'Open incidents by column, and what was closed within a day' });
