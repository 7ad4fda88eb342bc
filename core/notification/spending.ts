import { sql } from 'kysely';
import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import type { Config } from '../config.ts';
import type { Trx } from '../db/db.ts';
import { readPhone } from '../phone.ts';

/** Why a message is not sent: somebody would make us pay, or would be flooded. */
export type GuardCode =
  | 'guard.no_phone'
  | 'guard.country'
  | 'guard.number_hour'
  | 'guard.number_day'
  | 'guard.prefix_day'
  | 'guard.budget_day';

/** The limits, in message parts. */
export type SpendingLimits = Pick<
  Config,
  | 'DEFAULT_COUNTRY'
  | 'NOTICE_COUNTRIES'
  | 'NOTICE_PER_NUMBER_HOUR'
  | 'NOTICE_PER_NUMBER_DAY'
  | 'NOTICE_PER_PREFIX_DAY'
  | 'NOTICE_PER_DAY'
>;

/** Toll fraud buys ranges of numbers: this many digits are one range of ten thousand. */
const RANGE_DIGITS = 4;

/**
 * Books a paid message against every limit, or none of them.
 * @param address phone it goes to.
 * @param segments parts the network bills it in.
 * @returns null when it may go out, else which limit stands against it.
 */
export async function spend(
  trx: Trx,
  address: string,
  segments: number,
  limits: SpendingLimits,
): Promise<GuardCode | null> {
  const phone = readPhone(address, limits.DEFAULT_COUNTRY);
  if (phone.e164 === null) return 'guard.no_phone';
  if (!mayReach(phone.country, limits)) return 'guard.country';
  const books: { code: GuardCode; key: string; unit: 'hour' | 'day'; limit: number }[] = [
    { code: 'guard.budget_day', key: 'all', unit: 'day', limit: limits.NOTICE_PER_DAY },
    {
      code: 'guard.prefix_day',
      key: phone.e164.slice(0, -RANGE_DIGITS),
      unit: 'day',
      limit: limits.NOTICE_PER_PREFIX_DAY,
    },
    { code: 'guard.number_day', key: phone.e164, unit: 'day', limit: limits.NOTICE_PER_NUMBER_DAY },
    { code: 'guard.number_hour', key: phone.e164, unit: 'hour', limit: limits.NOTICE_PER_NUMBER_HOUR },
  ];
  for (const { code, key, unit, limit } of books) {
    const { rows } = await sql`
      insert into notice_spending as s (scope, key, period_start, segments)
      select ${code}, ${key}, date_trunc(${unit}, now()), ${segments} where ${segments}::int <= ${limit}::int
      on conflict (scope, key, period_start) do update set segments = s.segments + excluded.segments
        where s.segments + excluded.segments <= ${limit}
      returning 1`.execute(trx);
    if (rows.length === 0) {
      await unbook(
        trx,
        books.slice(
          0,
          books.findIndex((each) => each.code === code),
        ),
        segments,
      );
      return code;
    }
  }
  return null;
}

/** What one limit refuses must not eat up the others: a flooded number would use up the day's budget. */
async function unbook(
  trx: Trx,
  books: { code: GuardCode; key: string; unit: 'hour' | 'day' }[],
  segments: number,
): Promise<void> {
  for (const { code, key, unit } of books) {
    await sql`
      update notice_spending set segments = segments - ${segments}
      where scope = ${code} and key = ${key} and period_start = date_trunc(${unit}, now())`.execute(trx);
  }
}

/**
 * Whether we write and dial to a country. Without a list: to those that share the calling code of our own.
 * @param country ISO 3166-1 alpha-2; null for a number of none.
 */
export function mayReach(
  country: string | null,
  limits: Pick<SpendingLimits, 'NOTICE_COUNTRIES' | 'DEFAULT_COUNTRY'>,
): boolean {
  if (country === null || !isSupportedCountry(country)) return false;
  if (limits.NOTICE_COUNTRIES.length > 0) return limits.NOTICE_COUNTRIES.includes(country);
  return getCountryCallingCode(country) === getCountryCallingCode(limits.DEFAULT_COUNTRY);
}
