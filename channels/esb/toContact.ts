import type { CloudEvent } from 'cloudevents';
import { z } from 'zod';
import type { InboundContact } from '../../core/channel.ts';
import { Invalid } from '../../core/errors.ts';
import { cleanJson, cleanObject } from '../edge/clean.ts';
import { parseJson } from '../edge/readBody.ts';
import { checkEvent, parseAt } from './checkEvent.ts';
import type { ReceivedEvent } from './readEvents.ts';

/** The data of `helpdesk.contact.v1`. Keys it does not name are kept in the journal. */
const contactData = z.looseObject({
  phone: z.string().trim().min(1).max(255),
  text: z.string(),
  serviceId: z.string().trim().min(1).max(255).nullish(),
});

/**
 * Turns an event into a contact. (source, id) is its key, as CloudEvents has it.
 * @throws {Invalid} naming the attribute or the field of `data` at fault.
 */
export function toContact(received: ReceivedEvent): InboundContact {
  const event = checkEvent(received);
  const { prefix } = received;
  const content = readData(prefix, event);
  const data = parseAt(`${prefix}data.`, contactData, content);
  const { data_base64, ...attributes } = { ...event };
  return {
    account: event.source,
    externalId: event.id,
    kind: 'event',
    thread: null,
    address: null,
    sender: data.phone,
    senderShared: false,
    serviceId: data.serviceId ?? null,
    queue: null,
    text: data.text,
    occurredAt: readTime(prefix, event.time),
    raw: cleanObject({ ...attributes, data: content }),
  };
}

/** JSON data stands in the event as it is, or as `data_base64`, which the SDK has turned into bytes. */
function readData(prefix: string, event: CloudEvent<unknown>): unknown {
  if (!(event.data instanceof Uint8Array)) return event.data;
  try {
    return cleanJson(parseJson(new TextDecoder().decode(event.data)));
  } catch (error) {
    throw new Invalid(`${prefix}data_base64`, 'The data is not JSON', { cause: error });
  }
}

/** RFC 3339 allows a leap second, `Date` does not. */
function readTime(prefix: string, time: string | undefined): Date {
  const date = time === undefined ? new Date() : new Date(time);
  if (Number.isNaN(date.getTime())) throw new Invalid(`${prefix}time`, 'No such time');
  return date;
}
