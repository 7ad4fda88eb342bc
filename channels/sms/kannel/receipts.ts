import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { DeliveryReceipt } from '../../../core/channel.ts';
import { assertSecret } from '../../edge/secret.ts';
import { requiredWord } from '../../edge/words.ts';
import type { Parameters } from './readParameters.ts';

/** Final outcomes only: delivered 1, failed 2, refused by the SMSC 16. */
export const RECEIPT_MASK = 1 + 2 + 16;

const STATES = new Map<string, DeliveryReceipt['state']>([
  ['1', 'DELIVERED'],
  ['2', 'FAILED'],
  ['16', 'FAILED'],
]);

/** Some gateways keep the address in a column of 255 characters: 128 bits are enough, and short. */
const KEY_LENGTH = 32;

const schema = z.object({ id: requiredWord, state: requiredWord });

/** The part of a receipt's address that shows it is ours. @param token the gateway's secret, which stays with us. */
function receiptKey(token: string, messageId: string): string {
  return createHmac('sha256', token).update(`kannel-receipt:${messageId}`).digest('hex').slice(0, KEY_LENGTH);
}

/**
 * The address Kannel is to report a message's end to. It holds a key for this one message instead of the secret.
 * @param receiptsUrl our route for receipts, as the gateway reaches it.
 * @param token the gateway's secret.
 * @param messageId our own id of the message.
 * @returns a `dlr-url`; Kannel puts the state in for its `%d`.
 * @see https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html#AEN3956
 */
export function receiptUrl(receiptsUrl: string, token: string, messageId: string): string {
  const query = new URLSearchParams({ id: messageId, key: receiptKey(token, messageId) });
  return `${receiptsUrl}?${query}&state=%d`;
}

/**
 * Reads what Kannel reports.
 * @param parameters those of {@link receiptUrl}.
 * @param token the gateway's secret.
 * @param at when we got it; Kannel tells no time.
 * @returns undefined for a state that is not the end: buffered, accepted by the SMSC.
 * @throws {Unauthenticated} when the key is not this message's.
 * @throws {ZodError} naming `id` or `state` when it is missing.
 */
export function readReceipt(parameters: Parameters, token: string, at: Date): DeliveryReceipt | undefined {
  assertSecret(parameters.text('key'), receiptKey(token, parameters.text('id') ?? ''));
  const { id, state: code } = schema.parse({ id: parameters.text('id'), state: parameters.text('state') });
  const state = STATES.get(code);
  return state && { messageId: id, providerId: null, state, code, at };
}
