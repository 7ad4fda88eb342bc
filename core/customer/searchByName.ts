import type { Customer } from './customer.ts';
import { foldName } from './foldName.ts';

/** Places where a typed е is tried as ё. A word has one at the most, so this is enough for a name of some length. */
const YO_TRIED = 4;

/**
 * The spellings to ask a customer system for: as typed, in capitalised words, without ё, and with ё in the place of
 * each е. Some systems mind case, and some tell ё from е.
 * @param text trimmed.
 * @returns the likeliest first, each once.
 */
export function spellingsOf(text: string): string[] {
  const plain = text.normalize('NFC');
  const capital = plain
    .toLocaleLowerCase('ru')
    .replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toLocaleUpperCase('ru'));
  const withoutYo = capital.replaceAll('ё', 'е').replaceAll('Ё', 'Е');
  const places = [...withoutYo.matchAll(/е/gi)].slice(0, YO_TRIED);
  const withYo = places.map(({ index, 0: letter }) => {
    return withoutYo.slice(0, index) + (letter === 'Е' ? 'Ё' : 'ё') + withoutYo.slice(index + 1);
  });
  return [...new Set([plain, capital, withoutYo, ...withYo])];
}

/**
 * Finds customers by the words of a name, or their parts, in whatever order, case and ё, in a system that may mind all
 * of these. It is asked for the longest word, the rarest as a rule; and for all of them, as typed and the other way
 * round, for a common word's answer may end before whoever is meant.
 * @param ask finds customers whose names hold a text, as the system understands that.
 * @param limit customers at the most.
 */
export async function searchByName(
  ask: (text: string) => Promise<Customer[]>,
  text: string,
  limit: number,
): Promise<Customer[]> {
  const wanted = foldName(text).split(' ').filter(Boolean);
  if (wanted.length === 0) return [];
  const answers = await Promise.all(questionsOf(text).map(ask));
  const found = new Map(answers.flat().map((customer) => [customer.id, customer]));
  return [...found.values()]
    .filter((customer) => {
      const name = foldName(customer.name);
      return wanted.every((word) => name.includes(word));
    })
    .slice(0, limit);
}

function questionsOf(text: string): string[] {
  const words = text.trim().split(/\s+/);
  const [longest = ''] = words.toSorted((one, other) => other.length - one.length);
  if (words.length === 1) return spellingsOf(longest);
  const phrases = [words, words.toReversed()].map((each) => spellingsOf(each.join(' ')).slice(0, 2));
  return [...new Set([...spellingsOf(longest), ...phrases.flat()])];
}
