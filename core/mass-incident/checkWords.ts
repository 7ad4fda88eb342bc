import type { Bilingual } from '../business-process/process.ts';
import { cleanText } from '../contact/cleanText.ts';
import { Invalid } from '../errors.ts';

const LONGEST_TITLE = 120;
/** Goes out by SMS to hundreds at once. */
const LONGEST_TOLD = 500;
const LONGEST_AREA = 200;

/** A title, cleaned. @throws {Invalid} naming `title`. */
export function checkTitle(written: string): string {
  const title = oneLine(written);
  if (title === '' || title.length > LONGEST_TITLE) {
    throw new Invalid('title', `must be given, in up to ${LONGEST_TITLE} characters`);
  }
  return title;
}

/**
 * What customers are told, cleaned. English may be empty: then they are told in Russian.
 * @throws {Invalid} naming `field`.
 */
export function checkTold(written: Bilingual, field: 'told' | 'resolution'): Bilingual {
  const told = { ru: cleanText(written.ru).trim(), en: cleanText(written.en).trim() };
  if (told.ru === '' || Math.max(told.ru.length, told.en.length) > LONGEST_TOLD) {
    throw new Invalid(field, `must be given, in up to ${LONGEST_TOLD} characters`);
  }
  return told;
}

/** An area, cleaned; null where it is left open. @throws {Invalid} naming `area`. */
export function checkArea(written: string | null): string | null {
  const area = oneLine(written ?? '');
  if (area.length > LONGEST_AREA) throw new Invalid('area', `is longer than ${LONGEST_AREA} characters`);
  return area === '' ? null : area;
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
