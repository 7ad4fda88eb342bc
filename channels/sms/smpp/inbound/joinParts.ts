import { decodeText } from './decodeText.ts';

/** Stands where parts of a message are missing. */
const GAP = '[…]';

/** A part's text as it came. */
export interface PartText {
  coding: number;
  bytes: Buffer;
}

/**
 * Joins the parts of a message. Neighbours are joined before they are decoded, for a character of two code units may
 * be cut in half between them.
 * @param parts by their numbers, from 1.
 * @param total how many there should be; what is missing is marked once for each gap.
 * @returns undefined when a part is no text.
 */
export function joinParts(parts: Map<number, PartText>, total: number): string | undefined {
  const runs: (PartText | undefined)[] = [];
  for (let number = 1; number <= total; number += 1) {
    const part = parts.get(number);
    const last = runs.at(-1);
    if (part && last?.coding === part.coding) last.bytes = Buffer.concat([last.bytes, part.bytes]);
    else if (part) runs.push({ ...part });
    else if (runs.length === 0 || last) runs.push(undefined);
  }
  const texts = runs.map((run) => (run ? decodeText(run.coding, run.bytes) : GAP));
  return texts.includes(undefined) ? undefined : texts.join('');
}
