import smpp from 'smpp';
import type { Pdu } from './readPdu.ts';

/** Optional parameters that are read; the names are the specification's (SMPP v3.4 §5.3.2). */
type TlvName =
  | 'message_payload'
  | 'message_state'
  | 'network_error_code'
  | 'receipted_message_id'
  | 'sar_msg_ref_num'
  | 'sar_segment_seqnum'
  | 'sar_total_segments'
  | 'user_message_reference';

/** @returns the octets of an optional parameter; undefined where the PDU has none of that name. */
export function tlvBytes({ tlvs }: Pdu, name: TlvName): Buffer | undefined {
  const id = smpp.tlvs[name]?.id;
  return id === undefined ? undefined : tlvs.get(id);
}

/** @returns an optional parameter as a number, whatever its length; undefined where there is none or it is no number. */
export function tlvNumber(pdu: Pdu, name: TlvName): number | undefined {
  const bytes = tlvBytes(pdu, name);
  if (!bytes || bytes.length === 0 || bytes.length > 4) return undefined;
  return bytes.readUIntBE(0, bytes.length);
}

/** @returns an optional parameter as a text up to its NUL; undefined where there is none or it is empty. */
export function tlvWord(pdu: Pdu, name: TlvName): string | undefined {
  const word = tlvBytes(pdu, name)?.toString('latin1').split('\0', 1).join('').trim();
  return word || undefined;
}
