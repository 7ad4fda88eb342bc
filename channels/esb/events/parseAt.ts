import { z } from 'zod';
import { Invalid } from '../../../core/errors.ts';

/** Bounded, as it stands in a unique index. */
export const identifier = z.string().min(1).max(255);

/**
 * Parses with zod, the first issue told under a prefix.
 * @param prefix stands before the path of the issue.
 * @throws {Invalid} when the value does not fit.
 */
export function parseAt<Schema extends z.ZodType>(
  prefix: string,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.');
  // What is wrong as a whole is named without the dot its parts would follow.
  const whole = prefix === '' ? '(event)' : prefix.slice(0, -1);
  throw new Invalid(path ? prefix + path : whole, issue?.message ?? 'Not valid');
}
