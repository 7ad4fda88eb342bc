import { z } from '@hono/zod-openapi';
import { PRIORITIES } from '../../../core/incident/priority.ts';
import { ASSIGNMENTS } from '../../../core/work-group/readWorkGroups.ts';
import { userId, workGroupId } from './fields.ts';
import { pageOf } from './page.ts';
import { baseVersion } from './routing.ts';

const limit = z.number().optional();
const priority = z
  .enum(PRIORITIES)
  .openapi({ description: 'What its incidents open with', example: 'NORMAL' });
const settings = {
  assignment: z.enum(ASSIGNMENTS).openapi({
    description: 'Whether a new incident goes to who has least to do, or waits to be taken',
    example: 'least_loaded',
  }),
  wipLimits: z.strictObject({ TODO: limit, DOING: limit, WAITING: limit }).openapi('WipLimits', {
    description: 'Most incidents in a column; absent: no limit',
    example: { DOING: 5 },
  }),
  calendarId: z.string().nullable().openapi({ description: 'Its working hours', example: null }),
};

export const WorkGroup = z
  .object({
    id: workGroupId,
    name: z.string().openapi({ example: 'Интернет' }),
    ...settings,
    priority,
    version: z.int().openapi({ example: 1 }),
    updatedAt: z.iso.datetime().nullable().openapi({ format: 'date-time', example: null }),
    updatedBy: z.string().nullable().openapi({ description: 'User id or client id', example: null }),
    agents: z
      .array(z.object({ id: userId, name: z.string() }))
      .openapi({ description: 'As the directory has them', example: [] }),
  })
  .openapi('WorkGroup');

export const WorkGroupPage = pageOf('WorkGroupPage', WorkGroup);
export const WorkGroupChange = z
  .strictObject({
    ...settings,
    priority: priority.optional().openapi({ description: 'Absent: stays as it is' }),
    baseVersion,
  })
  .openapi('WorkGroupChange');
