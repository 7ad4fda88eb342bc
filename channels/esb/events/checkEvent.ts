import { CloudEvent, ValidationError } from 'cloudevents';
import { z } from 'zod';
import { Invalid } from '../../../core/errors.ts';
import { cleanObject } from '../../edge/clean.ts';
import { identifier, parseAt } from './parseAt.ts';
import type { ReceivedEvent } from './receivedEvent.ts';

/** What the SDK would fill in or let pass: an absent id, an absent or another specversion. */
const envelope = z.looseObject({
  specversion: z.literal('1.0'),
  id: identifier,
  source: identifier,
  type: identifier,
});

/** An event known to be one, and how to name it in a complaint of its data. */
export interface CheckedEvent {
  prefix: string;
  event: CloudEvent<unknown>;
}

/**
 * Checks an event against CloudEvents 1.0.
 * @param received an event and how to name it.
 * @returns the event, its texts cleaned for the store.
 * @throws {Invalid} naming the first attribute at fault.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#context-attributes
 */
export function checkEvent({ prefix, event }: ReceivedEvent): CheckedEvent {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new Invalid(`${prefix}(event)`, 'An event is a JSON object');
  }
  const attributes = parseAt(prefix, envelope, cleanObject(event));
  try {
    return { prefix, event: new CloudEvent(attributes, true) };
  } catch (error) {
    throw new Invalid(prefix + faultyAttribute(error), 'Not valid in CloudEvents 1.0');
  }
}

/** The SDK's message quotes values, so only the name of the attribute is taken out of its errors. */
function faultyAttribute(error: unknown): string {
  if (!(error instanceof ValidationError)) return '(event)';
  const [first] = Array.isArray(error.errors) ? error.errors : [];
  const path =
    typeof first === 'object' && first !== null && 'instancePath' in first ? first.instancePath : '';
  return String(path).slice(1) || '(event)';
}
