import { z } from 'zod';
import type { DeliveryReceipt } from '../../../core/channel.ts';
import type { JsonObject } from '../../../core/json.ts';
import { optionalWord, requiredWord } from '../../edge/words.ts';

const STATES = new Map<string, DeliveryReceipt['state']>([
  ['delivered', 'DELIVERED'],
  ['undelivered', 'FAILED'],
  ['failed', 'FAILED'],
]);

const schema = z.object({
  MessageSid: requiredWord,
  MessageStatus: requiredWord,
  ErrorCode: optionalWord,
});

/**
 * Reads what became of a message.
 * @param fields the form, cleaned.
 * @param messageId our own id, from the callback's address.
 * @param at when we got it; Twilio tells no time.
 * @returns undefined for a state that is not the end: queued, sending, sent.
 * @throws {ZodError} naming the field that is missing.
 * @see https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
export function readStatus(
  fields: JsonObject,
  messageId: string | undefined,
  at: Date,
): DeliveryReceipt | undefined {
  const { MessageSid, MessageStatus, ErrorCode } = schema.parse(fields);
  const state = STATES.get(MessageStatus);
  return state && { messageId: messageId || null, providerId: MessageSid, state, code: ErrorCode, at };
}
