import type { Db } from '../../../../core/db/db.ts';
import { readCalendar } from '../../../../core/sla/calendar.ts';
import { termsFrom, USUAL_CALENDAR } from '../../../../core/sla/policy.ts';
import type { PolicyKey } from '../../../../core/sla/savePolicy.ts';
import type { Preview } from './PolicyPage.tsx';
import { type PolicyForm, promiseOf } from './policyForm.ts';

/**
 * Counts what a form promises from now on, by the calendar it names or that of the service's work group.
 * @returns null while what is typed is no promise yet.
 */
export async function previewOf(db: Db, key: PolicyKey, form: PolicyForm): Promise<Preview | null> {
  const promise = promiseOf(form);
  const { resolveMinutes, answerMinutes, warnPercent } = promise;
  const numbers = [resolveMinutes, warnPercent, answerMinutes ?? 1];
  if (!numbers.every((each) => Number.isInteger(each) && each > 0 && each <= 525_600)) return null;
  const id = form.calendarId || (await groupCalendar(db, key.serviceId)) || USUAL_CALENDAR;
  const calendar = await readCalendar(db, id);
  return calendar ? { calendar, terms: termsFrom(new Date(), promise, calendar) } : null;
}

async function groupCalendar(db: Db, serviceId: string | null): Promise<string | null> {
  if (serviceId === null) return null;
  const row = await db
    .selectFrom('service as s')
    .innerJoin('work_group as g', 'g.id', 's.work_group_id')
    .select('g.calendar_id')
    .where('s.id', '=', serviceId)
    .executeTakeFirst();
  return row?.calendar_id ?? null;
}
