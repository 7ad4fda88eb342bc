import { z } from '@hono/zod-openapi';
import { channel, id, serviceId } from './fields.ts';

const rule = {
  channel: channel.nullable().openapi({ description: 'Null: every channel', example: null }),
  queue: z.string().nullable().openapi({ description: 'Line of the PBX; null: every one', example: null }),
  keyword: z
    .string()
    .nullable()
    .openapi({ description: 'Part of the text; null: whatever it says', example: 'роуминг' }),
  serviceId,
  skipsSilent: z.boolean().openapi({
    description: 'Leaves alone messages without a word, as a phone number shared and nothing else',
    example: false,
  }),
};

/** The version of the table that a change was made from. */
export const baseVersion = z.int().min(0).openapi({
  description: 'The version the change was made from; 409 where it is not the newest',
  example: 1,
});

export const RoutingTable = z
  .object({
    version: z.int().openapi({ example: 1 }),
    updatedAt: z.iso.datetime().openapi({ format: 'date-time' }),
    updatedBy: z.string().openapi({ description: 'User id, client id or `system`', example: 'system' }),
    rules: z
      .array(z.object({ id, ...rule }).openapi('RoutingRule'))
      .openapi({ description: 'In the order they are tried: the first that fits decides' }),
  })
  .openapi('RoutingTable');

export const RoutingRuleChange = z
  .strictObject({ ...rule, skipsSilent: rule.skipsSilent.default(false), baseVersion })
  .openapi('RoutingRuleChange');

export const RoutingMove = z
  .strictObject({ to: z.int().min(0).openapi({ description: 'New place, from 0', example: 0 }), baseVersion })
  .openapi('RoutingMove');

export const RoutingRemoval = z.strictObject({ baseVersion }).openapi('RoutingRemoval');

export const RoutingTrial = z
  .strictObject({
    channel,
    queue: z.string().nullable().default(null),
    text: z.string().max(4000).nullable().default(null),
  })
  .openapi('RoutingTrial');

export const RoutingVerdict = z
  .object({
    serviceId: serviceId.nullable().openapi({ description: 'Null: a person chooses', example: null }),
    by: z.enum(['name', 'queue', 'rule']).nullable().openapi({
      description: 'What decided: a rule, or a queue that has the id of a service',
      example: 'rule',
    }),
    ruleId: id.nullable(),
  })
  .openapi('RoutingVerdict');
