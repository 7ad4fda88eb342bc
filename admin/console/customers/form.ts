import { z } from 'zod';
import { type CustomerFacts, FACTS, type FactName } from '../../../core/customer/customer.ts';
import type { FactFault, WrittenFacts } from '../../../core/customer/readFacts.ts';
import { Invalid } from '../../../core/errors.ts';

const text = z.string().max(2000).catch('').default('');
const texts = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().slice(0, 30))
  .catch([])
  .default([]);

const factsSchema = z.object({
  name: text,
  phones: texts,
  email: text,
  city: text,
  district: text,
  street: text,
});
const formSchema = factsSchema.extend({
  key: z.uuid().optional().catch(undefined),
  requestId: z.uuid().optional().catch(undefined),
  shared: z.literal('yes').optional().catch(undefined),
  base: text,
});
const optional = z.string().min(1).nullable();
const baseSchema = z.object({
  name: z.string(),
  phones: z.array(z.string()),
  email: optional,
  city: optional,
  district: optional,
  street: optional,
}) satisfies z.ZodType<CustomerFacts>;
const choiceSchema = z.enum(['mine', 'theirs']).optional().catch(undefined);

/** What is wrong with the fields of a form. */
export type Faults = Partial<Record<FactName, FactFault>>;

/** A form of a customer, as it was sent. */
export interface SentForm {
  facts: WrittenFacts;
  key: string | undefined;
  requestId: string | undefined;
  shared: boolean;
  /** The customer as he was when the form was opened, as JSON. */
  base: string;
  /** Which value was chosen, where a colleague had changed the customer meanwhile. */
  choices: Partial<Record<FactName, 'mine' | 'theirs'>>;
}

/** Reads a form of a customer. @param body as Hono parses it, with `all`. */
export function readForm(body: Record<string, unknown>): SentForm {
  const { key, requestId, shared, base, ...facts } = formSchema.parse(body);
  const choices = Object.fromEntries(
    FACTS.flatMap((fact) => {
      const choice = choiceSchema.parse(body[`choose.${fact}`]);
      return choice === undefined ? [] : [[fact, choice]];
    }),
  );
  return { facts, key, requestId, shared: shared === 'yes', base, choices };
}

/** The customer as he was when the form was opened. @throws {Invalid} naming `base` when it is none of ours. */
export function readBase(json: string): CustomerFacts {
  try {
    return baseSchema.parse(JSON.parse(json));
  } catch (error) {
    throw new Invalid('base', 'is not what the form held', { cause: error });
  }
}

/** Facts of a form with those put in that were chosen from what the system holds. */
export function withChoices(form: SentForm, theirs: WrittenFacts): WrittenFacts {
  const chosen = FACTS.filter((fact) => form.choices[fact] === 'theirs').map((fact) => [fact, theirs[fact]]);
  return { ...form.facts, ...Object.fromEntries(chosen) };
}
