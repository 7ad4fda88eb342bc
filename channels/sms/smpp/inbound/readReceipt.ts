import type { DeliveryReceipt } from '../../../../core/channel.ts';
import { canonicalId } from '../canonicalId.ts';
import type { Pdu } from '../pdu/readPdu.ts';
import { tlvBytes, tlvNumber, tlvWord } from '../pdu/tlv.ts';
import type { SmppLinkSettings } from '../settings.ts';
import { decodeText } from './decodeText.ts';
import { bodyOf } from './readSms.ts';

/** message_state (SMPP v3.4 §5.2.28; SCHEDULED and SKIPPED are of v5) in the words of receipt texts (Appendix B). */
const STATES = [
  'SCHEDULED',
  'ENROUTE',
  'DELIVRD',
  'EXPIRED',
  'DELETED',
  'UNDELIV',
  'ACCEPTD',
  'UNKNOWN',
  'REJECTD',
  'SKIPPED',
];

/** Some SMSCs write the words out: DELIVERED, REJECTED. */
const DELIVERED = /^DELIV/;
const FAILED = /^(?:EXPIR|DELET|UNDEL|UNKNO|REJEC|SKIPP)/;

/** An index entry has room for this; SMPP allows 65. */
const MAX_ID_LENGTH = 255;

/**
 * Reads a delivery receipt: the optional parameters where they are there, else the text
 * `id:… sub:… dlvrd:… submit date:… done date:… stat:DELIVRD err:000 text:…`.
 * @param receiptIds how this SMSC writes ids; see {@link SmppLinkSettings}.
 * @returns null for a state that is not the last (ENROUTE, ACCEPTD, BUFFERED …); undefined when there is no state in it,
 * or no id of at most 255 characters. Its time is ours: the text's has no time zone.
 */
export function readReceipt(
  pdu: Pdu,
  receiptIds: SmppLinkSettings['receiptIds'],
  at: Date,
): DeliveryReceipt | null | undefined {
  const body = bodyOf(pdu);
  const text = decodeText(pdu.numbers.data_coding ?? 0, body) ?? body.toString('latin1');
  const id = tlvWord(pdu, 'receipted_message_id') ?? /\bid:\s*(\S+)/i.exec(text)?.[1];
  const told = STATES[tlvNumber(pdu, 'message_state') ?? -1] ?? /\bstat:\s*(\w+)/i.exec(text)?.[1];
  const word = told?.toUpperCase();
  if (!id || id.length > MAX_ID_LENGTH || !word) return undefined;
  // In decimal it is longer than it was in hex.
  const providerId = canonicalId(id, 'receipt', receiptIds);
  if (providerId.length > MAX_ID_LENGTH) return undefined;

  if (!DELIVERED.test(word) && !FAILED.test(word)) return null;
  const state = DELIVERED.test(word) ? 'DELIVERED' : 'FAILED';
  const error =
    /\berr:\s*(\w+)/i.exec(text)?.[1] ?? tlvBytes(pdu, 'network_error_code')?.toString('hex') ?? '';
  const code = `${word} ${error}`.trim();
  return { messageId: null, providerId, state, code, at };
}
