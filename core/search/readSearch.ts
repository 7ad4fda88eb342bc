import type { CountryCode } from 'libphonenumber-js/max';
import { readPhone } from '../phone.ts';

/** What a person's search is understood as; each part that is there may match. */
export interface Search {
  /** Number of a request, e.g. `SR-000042`. */
  request: string | null;
  /** Number of an incident, e.g. `INC-000042`. */
  incident: string | null;
  /** E.164. */
  phone: string | null;
  /** The last digits of a phone. */
  phoneTail: string | null;
  /** Words, folded as the store folds them; each must be there, at least with its beginning. */
  words: string[];
}

const MOST_WORDS = 8;
const LONGEST_WORD = 60;
const NUMBER = /^\s*(?:(sr|inc)|№|#)?[\s-]*0*(\d{1,9})\s*$/i;
/** So many digits of a phone's end tell it from enough others. */
const SHORTEST_TAIL = 4;

/**
 * Reads what was typed into a search field: a number with or without its letters, a phone in any writing, its last
 * digits, or words of the text and the customer's name. Digits may mean several of these at once.
 */
export function readSearch(text: string, defaultCountry: CountryCode): Search {
  const [, kind, digits] = NUMBER.exec(text) ?? [];
  const number = digits?.padStart(6, '0');
  const marked = kind?.toLowerCase();
  const { e164 } = marked === undefined ? readPhone(text, defaultCountry) : { e164: null };
  const tail = text.replace(/\D/g, '');
  const isTail = marked === undefined && /^[\s\d()+-]+$/.test(text) && tail.length >= SHORTEST_TAIL;
  return {
    request: number !== undefined && marked !== 'inc' ? `SR-${number}` : null,
    incident: number !== undefined && marked !== 'sr' ? `INC-${number}` : null,
    phone: e164,
    phoneTail: isTail && e164 === null ? tail : null,
    words: marked === undefined && e164 === null ? readWords(text) : [],
  };
}

/** Whether nothing can match: signs only. */
export function isEmptySearch(search: Search): boolean {
  const { request, incident, phone, phoneTail, words } = search;
  return words.length === 0 && [request, incident, phone, phoneTail].every((each) => each === null);
}

function readWords(text: string): string[] {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD));
}
