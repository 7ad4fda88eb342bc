import type { Bilingual } from '../business-process/process.ts';
import { cleanText } from '../contact/cleanText.ts';
import type { Db } from '../db/db.ts';
import { Invalid } from '../errors.ts';
import { resolveArea } from './areas.ts';

/** What a supervisor says of a mass incident. */
export interface Declaration {
  title: string;
  /** What callers are told; English may be empty. */
  told: Bilingual;
  /** Null or empty: wherever the customer is. */
  area: string | null;
  /** True: this area, though no customer of it has turned to us lately. */
  unknownArea?: boolean | undefined;
  /** Of a proposal, the area of its spike: known, whatever has turned up since. */
  proposedArea?: string | null | undefined;
}

/** A day. */
const LONGEST_MINUTES = 1440;
const USUAL_MINUTES = 15;

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
function checkArea(written: string | null): string | null {
  const area = oneLine(written ?? '');
  if (area.length > LONGEST_AREA) throw new Invalid('area', `is longer than ${LONGEST_AREA} characters`);
  return area === '' ? null : area;
}

/**
 * A declaration, cleaned, its area as the customers' cards write it.
 * @throws {Invalid} naming `title`, `told` or `area`, {@link Conflict} when the area is not known and not said to be
 *   meant.
 */
export async function checkDeclaration(
  db: Db,
  { title, told, area, unknownArea = false, proposedArea = null }: Declaration,
): Promise<{ title: string; told: Bilingual; area: string | null }> {
  const checked = { title: checkTitle(title), told: checkTold(told, 'told'), area: checkArea(area) };
  const isProposed = checked.area !== null && checked.area === proposedArea;
  return { ...checked, area: await resolveArea(db, checked.area, unknownArea || isProposed) };
}

/**
 * When a mass incident began.
 * @param minutes ago, whole; 15 unless given.
 * @throws {Invalid} naming `sinceMinutes`.
 */
export function checkSince(minutes = USUAL_MINUTES): Date {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > LONGEST_MINUTES)
    throw new Invalid('sinceMinutes', `must be a whole number from 0 to ${LONGEST_MINUTES}`);
  return new Date(Date.now() - minutes * 60_000);
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
