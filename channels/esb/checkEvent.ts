import { CloudEvent, ValidationError } from 'cloudevents';
import { z } from 'zod';
import { Invalid } from '../../core/errors.ts';
import { cleanObject } from '../edge/clean.ts';
import type { ReceivedEvent } from './readEvents.ts';

/** The one type of event this channel takes. */
const CONTACT_TYPE = 'helpdesk.contact.v1';

/** Bounded, as id and source stand in a unique index together. */
const identifier = z.string().min(1).max(255);

/** What the SDK would fill in or let pass: an absent id, an absent or another specversion. */
const envelope = z.looseObject({
  specversion: z.literal('1.0'),
  id: identifier,
  source: identifier,
  type: z.literal(CONTACT_TYPE),
});

/**
 * Checks an event against CloudEvents 1.0 and our own type.
 * @param received an event and how to name it.
 * @returns the event, its texts cleaned for the store.
 * @throws {Invalid} naming the first attribute at fault.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#context-attributes
 */
export function checkEvent({ prefix, event }: ReceivedEvent): CloudEvent<unknown> {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new Invalid(`${prefix}(event)`, 'An event is a JSON object');
  }
  const attributes = parseAt(prefix, envelope, cleanObject(event));
  try {
    return new CloudEvent(attributes, true);
  } catch (error) {
    throw new Invalid(prefix + faultyAttribute(error), 'Not valid in CloudEvents 1.0');
  }
}

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

/** The SDK's message quotes values, so only the name of the attribute is taken out of its errors. */
function faultyAttribute(error: unknown): string {
  if (!(error instanceof ValidationError)) return '(event)';
  const [first] = Array.isArray(error.errors) ? error.errors : [];
  const path =
    typeof first === 'object' && first !== null && 'instancePath' in first ? first.instancePath : '';
  return String(path).slice(1) || '(event)';
}
