/** A PDU written by hand: `smpp` writes none that is wrong. */
export function frame(commandId: number, sequence: number, body: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(16 + body.length, 0);
  header.writeUInt32BE(commandId, 4);
  header.writeUInt32BE(sequence, 12);
  return Buffer.concat([header, body]);
}

/** The fields of a deliver_sm up to its text: from 791 to 0890, in ASCII. */
export const FIELDS = Buffer.from('\0\x01\x01791\0\0\x010890\0\0\0\0\0\0\0\0\x01\0', 'latin1');

/** An optional parameter, of any length. */
export function tlv(tag: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(tag, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
}
