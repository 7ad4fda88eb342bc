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
 * Finds customers by part of a name whatever its case and its ё, in a system that may mind both.
 * @param ask finds customers whose names hold a text, as the system understands that.
 * @param limit customers at the most.
 */
export async function searchByName(
  ask: (text: string) => Promise<Customer[]>,
  text: string,
  limit: number,
): Promise<Customer[]> {
  const wanted = foldName(text);
  if (wanted === '') return [];
  const answers = await Promise.all(spellingsOf(text.trim()).map(ask));
  const found = new Map(answers.flat().map((customer) => [customer.id, customer]));
  return [...found.values()].filter((customer) => foldName(customer.name).includes(wanted)).slice(0, limit);
}
