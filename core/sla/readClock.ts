import type { Actor } from '../access/actor.ts';
import { visibleIncidents } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';
import { businessMinutesBetween, isWorking } from './businessTime.ts';
import { type Calendar, readCalendar } from './calendar.ts';

/** How an incident stands with its terms. */
export interface Clock {
  calendar: Calendar;
  answerDueAt: Date | null;
  /** From when on its end is near. */
  answerWarnAt: Date | null;
  /** When the customer got his first answer. */
  answeredAt: Date | null;
  answerBreachedAt: Date | null;
  warnAt: Date | null;
  dueAt: Date;
  warnedAt: Date | null;
  breachedAt: Date | null;
  /** Since when it stands still, waiting for somebody outside; null: it runs. */
  pausedAt: Date | null;
  closedAt: Date | null;
  /** Working minutes left, until the due moment; 0 when it has passed. */
  leftMinutes: number;
  /** Working minutes gone since the due moment. */
  overMinutes: number;
  /** Of the whole term, 0 to 1. */
  spent: number;
  /** Whether working hours are on now. */
  working: boolean;
}

/**
 * Reads how an incident stands at a moment.
 * @returns null where the incident has no term, or the actor does not see it.
 */
export async function readClock(
  db: Db,
  actor: Actor,
  incidentId: string,
  now: Date = new Date(),
): Promise<Clock | null> {
  const row = await db
    .selectFrom('incident as i')
    .innerJoin('servicerequest as r', 'r.id', 'i.servicerequest_id')
    .select([
      'i.created_at',
      'i.answer_warn_at as answerWarnAt',
      'i.answer_due_at as answerDueAt',
      'i.answer_breached_at as answerBreachedAt',
      'r.answered_at as answeredAt',
      'i.warn_at as warnAt',
      'i.due_at as dueAt',
      'i.warned_at as warnedAt',
      'i.breached_at as breachedAt',
      'i.sla_paused_at as pausedAt',
      'i.closed_at as closedAt',
      'i.sla_waited_minutes as waited',
      'i.sla_calendar_id as calendarId',
    ])
    .where('i.id', '=', incidentId)
    .where(visibleIncidents(actor, 'i'))
    .executeTakeFirst();
  if (!row?.dueAt || row.calendarId === null) return null;
  const calendar = await readCalendar(db, row.calendarId);
  if (!calendar) return null;
  const { created_at: openedAt, waited, dueAt, calendarId: _, ...rest } = row;
  const at = rest.closedAt ?? rest.pausedAt ?? now;
  const leftMinutes = businessMinutesBetween(at, dueAt, calendar);
  const whole = businessMinutesBetween(openedAt, dueAt, calendar) - waited;
  return {
    ...rest,
    dueAt,
    calendar,
    leftMinutes,
    overMinutes: businessMinutesBetween(dueAt, at, calendar),
    spent: whole > 0 ? Math.min(1, Math.max(0, 1 - leftMinutes / whole)) : 1,
    working: isWorking(now, calendar),
  };
}
