/** Basic character set and its extension table (the last line), 3GPP TS 23.038 §6.2.1. */
const GSM7 = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà' +
    '\f^{}\\[~]|€',
);

/**
 * Whether a text can go out in the 7-bit alphabet of GSM; any other character makes the whole message UCS-2.
 * @param text the message.
 */
export function isGsm7(text: string): boolean {
  return [...text].every((character) => GSM7.has(character));
}
