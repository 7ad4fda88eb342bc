import type { CountryCode } from 'libphonenumber-js/max';
import { v7 as uuid } from 'uuid';
import type { InboundAttachment, InboundContact } from '../channel.ts';
import { Invalid } from '../errors.ts';
import { readPhone } from '../phone.ts';
import { cleanJson, cleanOptional, cleanText } from './cleanText.ts';
import type { JournalAttachment, JournalRow } from './journalContacts.ts';

/** Keys are indexed, and an index entry has room for this much of any script; a longer one is no provider's id. */
const MAX_KEY_LENGTH = 255;
/** More telephones do not ring at once. */
const MAX_EXTENSIONS = 50;
/** Nobody sends more at once; what a hostile sender lists beyond is in `raw`. */
const MAX_ATTACHMENTS = 20;

/**
 * Reads the sender's phone and cleans every text for the store.
 * @param channel the channel's name.
 * @throws {Invalid} when account, external id, thread or identity are no key.
 */
export function toJournalRow(
  channel: string,
  contact: InboundContact,
  defaultCountry: CountryCode,
): JournalRow {
  requireKey('account', contact.account);
  requireKey('externalId', contact.externalId);
  requireShort('thread', contact.thread);
  requireShort('identity', contact.identity);
  const phone = readPhone(contact.sender, defaultCountry);
  return {
    id: uuid(),
    channel,
    account: cleanText(contact.account),
    external_id: cleanText(contact.externalId),
    kind: contact.kind,
    thread: cleanOptional(contact.thread),
    address: cleanOptional(contact.address),
    identity: cleanOptional(contact.identity),
    sender: cleanOptional(contact.sender),
    rung: contact.rung,
    phone: phone.e164,
    phone_kind: phone.kind,
    phone_extension: cleanOptional(phone.extension),
    service_id: cleanOptional(contact.serviceId),
    choice: cleanOptional(contact.choice ?? null),
    queue: cleanOptional(contact.queue),
    rings_at: (contact.ringsAt ?? []).slice(0, MAX_EXTENSIONS).map(cleanText),
    text: cleanOptional(contact.text),
    language: contact.language ?? null,
    raw: cleanJson(contact.raw),
    occurred_at: contact.occurredAt,
    settle_ms: contact.settleMs ?? 0,
    quarantine: null,
    attachments: (contact.attachments ?? []).slice(0, MAX_ATTACHMENTS).map(toJournalAttachment),
  };
}

function toJournalAttachment(attachment: InboundAttachment): JournalAttachment {
  return {
    kind: attachment.kind,
    external_id: cleanOptional(attachment.externalId),
    file_name: cleanOptional(attachment.fileName),
    mime_type: cleanOptional(attachment.mimeType),
    size: attachment.size,
    latitude: attachment.latitude ?? null,
    longitude: attachment.longitude ?? null,
  };
}

function requireKey(field: string, value: string): void {
  if (value === '') throw new Invalid(field, 'must not be empty');
  requireShort(field, value);
}

function requireShort(field: string, value: string | null): void {
  if (value !== null && value.length > MAX_KEY_LENGTH)
    throw new Invalid(field, `must not be longer than ${MAX_KEY_LENGTH} characters`);
}
