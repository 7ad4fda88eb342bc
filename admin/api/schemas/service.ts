import { z } from '@hono/zod-openapi';
import { serviceId, workGroupId } from './fields.ts';
import { pageOf } from './page.ts';

export const Service = z
  .object({
    id: serviceId,
    name: z.string().openapi({ example: 'Нет доступа в интернет' }),
    nameEn: z.string().openapi({ example: 'No internet access' }),
    workGroupId: workGroupId.nullable(),
    processId: z.string().nullable().openapi({ example: 'fault' }),
    active: z.boolean().openapi({ description: 'False: it left the catalogue', example: true }),
  })
  .openapi('Service', { description: 'A service of the catalogue, as mirrored here' });

export const ServicePage = pageOf('ServicePage', Service);
