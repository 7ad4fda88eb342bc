import { sql } from 'kysely';
import type { Db } from '../db/db.ts';
import type { Priority } from '../incident/priority.ts';
import { addBusinessMinutes } from './businessTime.ts';
import type { Calendar, WorkHours } from './calendar.ts';

/** What holds where neither the policy nor the work group names a calendar. */
export const USUAL_CALENDAR = 'always';

/** What is promised for a priority, in minutes of work. */
export interface SlaPromise {
  /** Until the customer's first answer; null: nothing is promised. */
  answerMinutes: number | null;
  resolveMinutes: number;
  /** Percent of either term after which its end is near. */
  warnPercent: number;
}

/** A promise as the settings keep it. */
export interface SlaPolicy extends SlaPromise {
  id: string;
  /** Null: of every service that has no policy of its own. */
  serviceId: string | null;
  priority: Priority;
  /** Null: the work group's. */
  calendarId: string | null;
  version: number;
}

/** When an incident is to be answered and when it is due, and from when on either is near. */
export interface Terms {
  answerWarnAt: Date | null;
  answerDueAt: Date | null;
  warnAt: Date;
  dueAt: Date;
}

const COLUMNS = [
  'p.id',
  'p.service_id as serviceId',
  'p.priority',
  'p.answer_minutes as answerMinutes',
  'p.resolve_minutes as resolveMinutes',
  'p.warn_percent as warnPercent',
  'p.calendar_id as calendarId',
  'p.version',
] as const;

/** Every policy: those for any service first. */
export async function listPolicies(db: Db): Promise<SlaPolicy[]> {
  return db
    .selectFrom('sla_policy as p')
    .select(COLUMNS)
    .orderBy(sql`p.service_id nulls first`)
    .orderBy('p.priority')
    .execute();
}

/**
 * The policy that holds for a service and priority: its own goes before that of every service.
 * @param of.workGroupId whose calendar counts where the policy names none.
 * @returns undefined where nothing is promised.
 */
export async function findPolicy(
  db: Db,
  of: { serviceId: string; priority: string; workGroupId: string | null },
): Promise<{ policy: SlaPolicy; calendar: Calendar } | undefined> {
  const row = await db
    .selectFrom('sla_policy as p')
    .leftJoin('work_group as g', (join) => join.on('g.id', '=', of.workGroupId))
    .innerJoin('calendar as c', (join) =>
      join.on('c.id', '=', sql<string>`coalesce(p.calendar_id, g.calendar_id, ${USUAL_CALENDAR})`),
    )
    .select([
      ...COLUMNS,
      'c.id as cId',
      'c.name',
      'c.time_zone as timeZone',
      'c.week',
      'c.holidays',
      'c.working_days as workingDays',
      'c.version as cVersion',
    ])
    .where('p.priority', '=', of.priority as Priority)
    .where(({ eb, or }) => or([eb('p.service_id', '=', of.serviceId), eb('p.service_id', 'is', null)]))
    .orderBy(sql`p.service_id nulls last`)
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const { cId, name, timeZone, week, holidays, workingDays, cVersion, ...policy } = row;
  const calendar = { id: cId, name, timeZone, week, holidays, workingDays, version: cVersion };
  return { policy, calendar };
}

/**
 * Counts a promise from a moment on.
 * @param waitedMinutes of work during which the clock stood still since then. The first answer waits for nobody outside:
 *   its clock never stands.
 */
export function termsFrom(
  since: Date,
  promise: SlaPromise,
  calendar: WorkHours,
  waitedMinutes: number = 0,
): Terms {
  const { answerMinutes, resolveMinutes, warnPercent } = promise;
  const after = (minutes: number) => addBusinessMinutes(since, minutes, calendar);
  const warned = (minutes: number) => (minutes * warnPercent) / 100;
  return {
    answerWarnAt: answerMinutes === null ? null : after(warned(answerMinutes)),
    answerDueAt: answerMinutes === null ? null : after(answerMinutes),
    warnAt: after(warned(resolveMinutes) + waitedMinutes),
    dueAt: after(resolveMinutes + waitedMinutes),
  };
}
