/** command_length, command_id, command_status and sequence_number, four octets each. */
export const HEADER_LENGTH = 16;

/** A message_payload of 64 KiB and everything around it; what claims to be longer is no SMPP. */
const MAX_LENGTH = 68 * 1024;

/**
 * Cuts a stream of bytes into PDUs.
 * @param onFrame called with each whole PDU, its length field included.
 * @returns takes the next bytes; false when they cannot be SMPP: nothing behind them can be found again.
 * @see SMPP v3.4 §3.2
 */
export function splitFrames(onFrame: (frame: Buffer) => void): (chunk: Buffer) => boolean {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4) {
      const length = rest.readUInt32BE(0);
      if (length < HEADER_LENGTH || length > MAX_LENGTH) return false;
      if (rest.length < length) return true;
      const frame = rest.subarray(0, length);
      rest = rest.subarray(length);
      onFrame(frame);
    }
    return true;
  };
}
