import { z } from '@hono/zod-openapi';
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
    priority: z.string().openapi({ description: 'LOW, NORMAL, HIGH or CRITICAL', example: 'NORMAL' }),
    dueAt: instant.nullable().openapi({ example: null }),
    createdAt: instant,
    updatedAt: instant,
    closedAt: instant.nullable().openapi({ example: null }),
  })
  .openapi('Incident', { description: 'The work on a request, standing in a step of its process' });

export const IncidentPage = pageOf('IncidentPage', Incident);
