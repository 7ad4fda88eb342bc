/** Information elements that say which part of which message this is (3GPP TS 23.040 §9.2.3.24.1, §9.2.3.24.8). */
const CONCATENATED_8_BIT = 0x00;
const CONCATENATED_16_BIT = 0x08;

/** Both counts are one octet, in a header as in the SAR fields (SMPP v3.4 §5.3.2.23, §5.3.2.24). */
const MAX_PARTS = 255;

/** Which part of which long message a message is. */
export interface Part {
  /** The sender's reference of the whole, with the way it was told: the ways count apart. */
  reference: string;
  /** From 2 to 255. */
  total: number;
  /** From 1 to `total`. */
  number: number;
}

/** A message body without its header. */
export interface Body {
  bytes: Buffer;
  /** Null where it is a message of its own. */
  part: Part | null;
}

/**
 * Takes the user data header off a message.
 * @param body header and text, as esm_class announced them.
 * @returns undefined when the header runs beyond the message.
 */
export function readUdh(body: Buffer): Body | undefined {
  const length = body[0];
  if (length === undefined || length + 1 > body.length) return undefined;
  let part: Part | null = null;
  let offset = 1;
  while (offset + 2 <= length + 1) {
    const end = offset + 2 + (body[offset + 1] ?? 0);
    if (end > length + 1) return undefined;
    part = readElement(body[offset], body.subarray(offset + 2, end)) ?? part;
    offset = end;
  }
  return { bytes: body.subarray(length + 1), part };
}

function readElement(id: number | undefined, data: Buffer): Part | null {
  if (id === CONCATENATED_8_BIT && data.length === 3) {
    return partOf(`udh8-${data.readUInt8(0)}`, data.readUInt8(1), data.readUInt8(2));
  }
  if (id === CONCATENATED_16_BIT && data.length === 4) {
    return partOf(`udh16-${data.readUInt16BE(0)}`, data.readUInt8(2), data.readUInt8(3));
  }
  return null;
}

/** @returns null for a part of one, and for counts that cannot be: the standard has them ignored. */
export function partOf(reference: string, total: number, number: number): Part | null {
  const possible = total > 1 && total <= MAX_PARTS && number >= 1 && number <= total;
  return possible ? { reference, total, number } : null;
}
