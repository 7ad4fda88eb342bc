import { z } from '@hono/zod-openapi';
import { userId, workGroupId } from './fields.ts';
import { pageOf } from './page.ts';

export const User = z
  .object({
    id: userId,
    username: z.string().openapi({ example: 'anna' }),
    name: z.string().openapi({ example: 'Анна Соколова' }),
    email: z.string().nullable().openapi({ example: 'anna@helpdesk.example' }),
    managerId: userId.nullable().openapi({ example: 'a5e5c4c6-1c1d-4d5b-9a63-0f6d1e000103' }),
    extension: z.string().nullable().openapi({ description: 'Of his telephone', example: '101' }),
    roles: z.array(z.string()).openapi({ example: ['User'] }),
    workGroupIds: z.array(workGroupId).openapi({ example: ['internet', 'mobile'] }),
    active: z.boolean().openapi({ description: 'False: he left the directory', example: true }),
  })
  .openapi('User', { description: 'A person of the directory' });

export const UserPage = pageOf('UserPage', User);
