import { type Selectable, sql } from 'kysely';
import type { Trx } from '../db/db.ts';
import type { Notification } from '../db/types.generated.ts';
import type { GuardCode } from './spending.ts';

/** Hundreds of them are written at once: a limit may delay them, and none gets lost. */
const PATIENT = ['outageTold', 'outageCorrected', 'outageClosed'];
/** Whom the limits hold up for so long need not be told any more. */
const LONGEST = '3 days';
/** When a limit counts afresh. */
const NEXT: Partial<Record<GuardCode, 'hour' | 'day'>> = {
  'guard.number_hour': 'hour',
  'guard.number_day': 'day',
  'guard.prefix_day': 'day',
  'guard.budget_day': 'day',
};

/**
 * Puts a notice of a mass incident off until the limit that stands against it counts afresh.
 * @param trx the transaction that claimed its first attempt; the claim is taken back.
 * @returns false when it is not one that may wait, or has waited long enough.
 */
export async function postponeNotice(
  trx: Trx,
  notice: Selectable<Notification>,
  guard: GuardCode,
): Promise<boolean> {
  const unit = NEXT[guard];
  if (unit === undefined || !PATIENT.includes(notice.template)) return false;
  const { rows } = await sql`
    update notification set attempts = 0, last_error = ${guard},
      not_before = date_trunc(${unit}, now()) + ${`1 ${unit}`}::interval,
      sweep_at = date_trunc(${unit}, now()) + ${`1 ${unit}`}::interval
    where id = ${notice.id} and state = 'PENDING' and created_at > now() - ${LONGEST}::interval
    returning 1`.execute(trx);
  return rows.length > 0;
}
