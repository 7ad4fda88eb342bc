import { z } from '@hono/zod-openapi';
import { CATEGORIES } from '../../../core/business-process/process.ts';
import { RUNGS } from '../../../core/identity/rung.ts';

/** An id of ours. */
export const id = z.guid().openapi({ format: 'uuid', example: '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01' });

/** An instant, UTC. */
export const instant = z.iso.datetime().openapi({ format: 'date-time', example: '2025-06-02T09:30:00.000Z' });

/** A phone in E.164. */
export const phone = z
  .string()
  .openapi({ description: 'E.164; null where the sender is not a phone', example: '+79160000007' });

/** What the sender's "number" turned out to be. */
export const phoneKind = z
  .enum(['e164', 'anonymous', 'alphanumeric', 'short_code', 'extension', 'invalid', 'none'])
  .openapi({ description: 'What the sender turned out to be; only `e164` is a phone', example: 'e164' });

/** How well a sender is known. */
export const rung = z.enum(RUNGS).openapi({
  description:
    'How well the sender is known, lowest first: a number shown by a PBX, by the SMS network, shared from his ' +
    'own account, vouched for by an agent or by another system',
  example: 'SMS_SENDER',
});

export const channel = z.string().openapi({ description: 'Channel it came in on', example: 'sms' });
export const customerId = z
  .string()
  .openapi({ description: 'Id in the customer system', example: 'cust-0007' });
export const serviceId = z
  .string()
  .openapi({ description: 'Id in the service catalogue', example: 'svc-internet' });
export const workGroupId = z.string().openapi({ example: 'internet' });
export const userId = z
  .string()
  .openapi({ description: 'Id in the identity provider', example: 'a5e5c4c6-1c1d-4d5b-9a63-0f6d1e000101' });
export const orderId = z.string().openapi({ description: 'Id in the order system', example: 'so-000007' });
export const category = z
  .enum(CATEGORIES)
  .openapi({ description: 'Column of the board; `DONE` closes the incident', example: 'DOING' });

/** A text in both languages of the house. */
export const bilingual = z
  .object({ ru: z.string(), en: z.string() })
  .openapi('Bilingual', { example: { ru: 'Диагностика', en: 'Diagnosis' } });
