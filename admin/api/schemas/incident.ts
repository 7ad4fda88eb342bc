import { z } from '@hono/zod-openapi';
import { PRIORITIES } from '../../../core/incident/priority.ts';
import { answerTerms } from './answerTerms.ts';
import {
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
import { pageOf } from './page.ts';

export const Incident = z
  .object({
    id,
    number: z.string().openapi({ description: 'For people', example: 'INC-000007' }),
    serviceRequestId: id,
    serviceRequestNumber: z.string().openapi({ example: 'SR-000007' }),
    orderId,
    serviceId,
    serviceName: z.string().nullable().openapi({ example: 'Нет доступа в интернет' }),
    serviceNameEn: z.string().nullable().openapi({ example: 'No internet access' }),
    workGroupId: workGroupId.nullable(),
    customerId,
    customerName: z.string().nullable().openapi({ example: 'Сидоров Тимофей Юрьевич' }),
    phone: phone.nullable(),
    channel,
    text: z.string().nullable().openapi({ example: 'Нет интернета со вчерашнего дня' }),
    processId: z.string().openapi({ example: 'fault' }),
    processVersion: z.int().openapi({ description: 'The version it opened with', example: 1 }),
    step: z.string().openapi({ description: 'Step of its process', example: 'diagnose' }),
    category,
    assigneeId: userId.nullable(),
    assigneeName: z.string().nullable().openapi({ example: 'Анна Соколова' }),
    priority: z.enum(PRIORITIES).openapi({ example: 'NORMAL' }),
    warnAt: instant.nullable().openapi({ description: 'From when its end is near', example: null }),
    dueAt: instant.nullable().openapi({ example: null }),
    breachedAt: instant
      .nullable()
      .openapi({ description: 'When it was noted that it is late', example: null }),
    ...answerTerms,
    answerBreachedAt: instant
      .nullable()
      .openapi({ description: 'When it was noted that the first answer is late', example: null }),
    pausedAt: instant
      .nullable()
      .openapi({ description: 'Since when its clock stands, waiting for somebody outside', example: null }),
    createdAt: instant,
    updatedAt: instant,
    closedAt: instant.nullable().openapi({ example: null }),
    unlinked: z
      .boolean()
      .openapi({ description: 'It ended unlinked from its request, not solved', example: false }),
  })
  .openapi('Incident', { description: 'The work on a request, standing in a step of its process' });

export const IncidentPage = pageOf('IncidentPage', Incident);
