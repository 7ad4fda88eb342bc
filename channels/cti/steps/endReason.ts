/** In UTF-16 units. Longer than any word a provider is known to have for it. */
const MAX_LENGTH = 100;

/**
 * A provider's own word for how a call ended, cut to what an agent can read in a line.
 * @param word any text; null where nothing was said.
 * @returns at most 100 UTF-16 units of it, cut through no character.
 */
export function readEndReason(word: string | null): string | null {
  if (word === null || word.length <= MAX_LENGTH) return word;
  return word.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}
