import { z } from 'zod';
import type { RoutingRule } from '../../../../core/service-catalog/routingRule.ts';

const text = z.string().max(1000).catch('');
const version = z.coerce.number().int().min(0).catch(0);

const ruleSchema = z.object({
  channel: text,
  queue: text,
  keyword: text,
  serviceId: text,
  skipsSilent: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
  version,
});
const moveSchema = z.object({ to: z.coerce.number().int().min(0).max(10_000).catch(0), version });
const trySchema = z.object({ channel: text, queue: text, text: z.string().max(4000).catch('') });

/** What is in a rule's form. */
export interface RuleForm {
  rule: Required<RoutingRule>;
  version: number;
}

/** What is in the form that tries the rules out; empty parts are none. */
export type TryForm = z.output<typeof trySchema>;

/** Reads a rule's form; what is wrong in it the verb tells. */
export function readRule(body: Record<string, unknown>): RuleForm {
  const { version: base, channel, queue, keyword, ...rest } = ruleSchema.parse(body);
  const rule = { ...rest, channel: channel || null, queue: queue || null, keyword: keyword || null };
  return { rule, version: base };
}

/** Reads where a rule is to go. */
export function readMove(body: Record<string, unknown>): z.output<typeof moveSchema> {
  return moveSchema.parse(body);
}

/** Reads the message to try. */
export function readTry(body: Record<string, unknown>): TryForm {
  return trySchema.parse(body);
}
