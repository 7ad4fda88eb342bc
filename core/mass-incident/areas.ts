import { type RawBuilder, sql } from 'kysely';
import { foldName } from '../customer/foldName.ts';
import type { Db } from '../db/db.ts';
import { Conflict } from '../errors.ts';

/** Requests whose areas are known: an area nobody has written from in so many is not to be expected tomorrow. */
const REQUESTS_READ = 20_000;
const MOST_AREAS = 500;

/**
 * The areas customers have turned to us from lately, in order of their names: what a mass incident may be of. Of more
 * than 500 the most frequent.
 */
export async function listAreas(db: Db): Promise<string[]> {
  const { rows } = await sql<{ area: string }>`
    select area from (
      select area, created_at from servicerequest order by created_at desc, id desc limit ${REQUESTS_READ}) recent
    where area is not null group by area order by count(*) desc, area limit ${MOST_AREAS}`.execute(db);
  return rows.map((row) => row.area).sort((one, other) => one.localeCompare(other, 'ru'));
}

/**
 * An area as the customers' cards write it, whatever its case, ё and spaces; one nobody has turned to us from as it was
 * typed, where that is meant.
 * @param area cleaned; null: everywhere.
 * @param isMeant whether the supervisor has said that he means it though it is not known.
 * @throws {Conflict} `massincident.area_unknown`.
 */
export async function resolveArea(db: Db, area: string | null, isMeant: boolean): Promise<string | null> {
  if (area === null) return null;
  const wanted = foldName(area);
  const known = (await listAreas(db)).find((each) => foldName(each) === wanted);
  if (known !== undefined) return known;
  if (isMeant) return area;
  throw new Conflict('massincident.area_unknown', 'No customer of such an area has turned to us lately');
}

/** Known areas that hold an area's words, or whose words it holds: what may have been meant. */
export function areasLike(areas: string[], typed: string): string[] {
  const wanted = foldName(typed);
  if (wanted === '') return [];
  return areas.filter((each) => {
    const known = foldName(each);
    return known.includes(wanted) || wanted.includes(known);
  });
}

/** SQL condition: two areas are the same, whatever their case, ё and outer spaces. */
export function sameArea(one: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`${foldedArea(one)} = ${foldedArea(other)}`;
}

/** SQL: an area as it is compared. */
export function foldedArea(area: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`lower(searchable(btrim(${area})))`;
}
