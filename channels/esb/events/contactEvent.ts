import { z } from 'zod';
import type { InboundContact } from '../../../core/channel.ts';
import { cleanObject } from '../../edge/clean.ts';
import type { CheckedEvent } from './checkEvent.ts';
import { readData, readTime } from './content.ts';
import type { EventKind } from './eventKind.ts';
import { parseAt } from './parseAt.ts';

/** The data of `helpdesk.contact.v1`. Keys it does not name are kept in the journal. */
const contactData = z.looseObject({
  phone: z.string().trim().min(1).max(255),
  text: z.string(),
  serviceId: z.string().trim().min(1).max(255).nullish(),
});

/** A customer's touch another system took: it becomes a contact. */
export const contactEvent: EventKind = {
  takes: (type) => type === 'helpdesk.contact.v1',
  read(checked) {
    const contact = toContact(checked);
    return {
      lane: null,
      handOver: async (deps) => ({ id: contact.externalId, ...(await deps.accept(contact)) }),
    };
  },
};

/** (source, id) is the key, as CloudEvents has it. */
function toContact(checked: CheckedEvent): InboundContact {
  const { prefix, event } = checked;
  const content = readData(checked);
  const data = parseAt(`${prefix}data.`, contactData, content);
  const { data_base64, ...attributes } = { ...event };
  return {
    account: event.source,
    externalId: event.id,
    kind: 'event',
    thread: null,
    address: null,
    identity: null,
    sender: data.phone,
    // Another system of the operator vouches for the number.
    rung: 'CUSTOMER_MATCH',
    serviceId: data.serviceId ?? null,
    queue: null,
    text: data.text,
    occurredAt: event.time === undefined ? new Date() : readTime(`${prefix}time`, event.time),
    raw: cleanObject({ ...attributes, data: content }),
  };
}
