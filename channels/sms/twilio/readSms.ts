import { z } from 'zod';
import type { InboundContact } from '../../../core/channel.ts';
import type { JsonObject } from '../../../core/json.ts';
import { requiredWord } from '../../edge/words.ts';
import { describeSender, senderWord } from '../sender.ts';

const schema = z.object({
  MessageSid: requiredWord,
  From: senderWord,
  To: requiredWord,
  Body: z.string().default(''),
});

/**
 * Normalises one message Twilio took for us. Files of an MMS are not fetched: their addresses stay in `raw`.
 * @param fields the form, cleaned.
 * @param occurredAt when we got it; Twilio tells no time.
 * @returns the contact. Its account is the number the person wrote to.
 * @throws {ZodError} naming `MessageSid`, `From` or `To` when it is missing.
 */
export function readSms(fields: JsonObject, occurredAt: Date): InboundContact {
  const sms = schema.parse(fields);
  return {
    account: sms.To,
    externalId: sms.MessageSid,
    kind: 'message',
    ...describeSender(sms.From),
    serviceId: null,
    queue: sms.To,
    text: sms.Body === '' ? null : sms.Body,
    occurredAt,
    raw: fields,
  };
}
