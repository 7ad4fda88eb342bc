/** What Telegram takes in one message, in UTF-16 units: never more than it counts itself. */
export const MAX_TEXT = 4096;

/**
 * Cuts a text into messages: at the end of a paragraph where that leaves no small piece, else at the end of a line,
 * else between words, and a word longer than a message wherever it must, but through no character.
 * @param text any text; what is nothing but spaces comes back as it is.
 * @param limit the longest part, in UTF-16 units; two at the least.
 * @returns one part at least, in order; only white space at the cuts is gone.
 * @see https://core.telegram.org/bots/api#sendmessage
 */
export function splitText(text: string, limit = MAX_TEXT): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const cut = cutOf(rest, limit);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts.length === 0 ? [text] : parts;
}

function cutOf(text: string, limit: number): number {
  for (const end of ['\n\n', '\n']) {
    const cut = text.lastIndexOf(end, limit);
    if (cut > limit / 2) return cut;
  }
  const cut = text.slice(0, limit + 1).search(/\s\S*$/);
  if (cut > 0) return cut;
  return isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
