import { z } from '@hono/zod-openapi';
import { LANGUAGES } from '../../../core/i18n.ts';
import { CLOSE_REASONS, REQUEST_STATUSES, TRIAGE_REASONS } from '../../../core/service-request/status.ts';
import {
  channel,
  customerId,
  id,
  instant,
  orderId,
  phone,
  phoneKind,
  rung,
  serviceId,
  userId,
  workGroupId,
} from './fields.ts';
import { pageOf } from './page.ts';

export const ServiceRequest = z
  .object({
    id,
    number: z.string().openapi({ description: 'For people', example: 'SR-000007' }),
    status: z.enum(REQUEST_STATUSES).openapi({ example: 'IN_PROGRESS' }),
    closeReason: z.enum(CLOSE_REASONS).nullable().openapi({ example: null }),
    triageReasons: z
      .array(z.enum(TRIAGE_REASONS))
      .openapi({ description: 'What a person must settle while it is in TRIAGE', example: [] }),
    channel,
    contactIds: z.array(id),
    customerId: customerId.nullable(),
    customerName: z.string().nullable().openapi({ example: 'Сидоров Тимофей Юрьевич' }),
    candidates: z
      .array(z.object({ id: customerId, name: z.string() }))
      .openapi({ description: 'Customers the phone may belong to, where there are several', example: [] }),
    phone: phone.nullable(),
    phoneKind,
    rung,
    language: z.enum(LANGUAGES).openapi({ description: 'He is answered in it', example: 'ru' }),
    text: z.string().nullable().openapi({ example: 'Нет интернета со вчерашнего дня' }),
    serviceId: serviceId.nullable(),
    serviceName: z.string().nullable().openapi({ example: 'Нет доступа в интернет' }),
    serviceNameEn: z.string().nullable().openapi({ example: 'No internet access' }),
    workGroupId: workGroupId.nullable(),
    assigneeId: userId.nullable(),
    assigneeName: z.string().nullable().openapi({ example: 'Анна Соколова' }),
    orderId: orderId.nullable(),
    orderError: z
      .string()
      .nullable()
      .openapi({ description: 'What the order system last refused or failed with', example: null }),
    incidentId: id.nullable(),
    incidentNumber: z.string().nullable().openapi({ example: 'INC-000007' }),
    callbackDue: z.boolean().openapi({
      description: 'A call of his went unanswered and nobody has called back yet',
      example: false,
    }),
    dueAt: instant.nullable().openapi({ description: 'When its incident is due', example: null }),
    openedBy: z.string().nullable().openapi({
      description: 'Who registered it by hand: user id or client id; null where it came over a channel',
      example: null,
    }),
    answeredAt: instant
      .nullable()
      .openapi({ description: 'When a person first answered the customer', example: null }),
    mergedInto: id.nullable().openapi({
      description: 'The request it goes on in since it was found to be its duplicate',
      example: null,
    }),
    mergedIntoNumber: z.string().nullable().openapi({ example: null }),
    rating: z
      .int()
      .nullable()
      .openapi({ description: "The customer's word on how he was served, 1–5", example: null }),
    createdAt: instant,
    updatedAt: instant,
    closedAt: instant.nullable().openapi({ example: null }),
    closedBy: z.string().nullable().openapi({ description: 'User id, client id or `system`', example: null }),
  })
  .openapi('ServiceRequest', { description: 'What a customer wants; one contact or several' });

export const ServiceRequestPage = pageOf('ServiceRequestPage', ServiceRequest);
