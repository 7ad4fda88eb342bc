import type { InboundContact } from '../../../../core/channel.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { PartSet } from './assemble.ts';
import { decodeText } from './decodeText.ts';
import type { Delivery } from './delivery.ts';
import { joinParts, type PartText } from './joinParts.ts';
import { bodyOf, hash } from './readSms.ts';
import { describePdu, toContact, toUnreadable } from './toContact.ts';

/** What becomes one contact: a message, with every deliver_sm that waits for it to be safe. */
export interface Touch {
  fingerprint: string;
  deliveries: Delivery[];
  /** Why nobody can read it, a machine word; undefined where it can be read. */
  fault: string | undefined;
  toContact(account: string, externalId: string): InboundContact;
}

/** A message in one piece. @param bytes its text; undefined where its header is broken. */
export function singleTouch(delivery: Delivery, bytes: Buffer | undefined): Touch {
  const { pdu, fingerprint } = delivery;
  const text = bytes && decodeText(pdu.numbers.data_coding ?? 0, bytes);
  return {
    fingerprint,
    deliveries: [delivery],
    fault: bytes === undefined ? 'sms.udh' : text === undefined ? 'sms.coding' : undefined,
    toContact: (account, externalId) =>
      toContact(pdu, text ?? null, { account, externalId, raw: describePdu(pdu, bodyOf(pdu)) }),
  };
}

/** A long message, whole or as far as it came. */
export function joinedTouch({ total, pdu, parts }: PartSet): Touch {
  const inOrder = [...parts].sort(([a], [b]) => a - b).map(([, part]) => part);
  const texts = [...parts].map(([number, part]): [number, PartText] => [
    number,
    { coding: part.pdu.numbers.data_coding ?? 0, bytes: part.bytes },
  ]);
  const text = joinParts(new Map(texts), total);
  const raw = { total, parts: inOrder.map((part) => describePdu(part.pdu, bodyOf(part.pdu))) };
  return {
    fingerprint: hash('parts', ...inOrder.map(({ fingerprint }) => fingerprint)),
    deliveries: inOrder.flatMap(({ deliveries }) => deliveries),
    fault: text === undefined ? 'sms.coding' : undefined,
    toContact: (account, externalId) => toContact(pdu, text ?? null, { account, externalId, raw }),
  };
}

/** A deliver_sm that does not fit its own shape, or our journal. @param raw what there is of it, as evidence. */
export function unreadableTouch(delivery: Delivery, raw: JsonObject): Touch {
  return {
    fingerprint: delivery.fingerprint,
    deliveries: [delivery],
    fault: 'sms.pdu',
    toContact: (account, externalId) => toUnreadable({ account, externalId, raw }),
  };
}
