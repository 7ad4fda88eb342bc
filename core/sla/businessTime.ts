import { DateTime } from 'luxon';
import type { WorkHours, WorkInterval } from './calendar.ts';

/** A stretch of work, in milliseconds since the epoch. */
interface Span {
  start: number;
  end: number;
}

const MINUTE_MS = 60_000;
/** A calendar that has no work for so long has none at all. */
const LONGEST_DAYS = 20 * 366;

/**
 * The moment at which so much working time has passed.
 * @param from a moment inside or outside the hours.
 * @param minutes of work, may be broken; 0 and less answer `from` itself.
 * @throws {RangeError} when the calendar has no work in years, or its zone is unknown.
 */
export function addBusinessMinutes(from: Date, minutes: number, calendar: WorkHours): Date {
  let left = Math.round(minutes * MINUTE_MS);
  if (left <= 0) return from;
  for (const { start, end } of spansFrom(from, calendar)) {
    const length = end - start;
    if (left <= length) return new Date(start + left);
    left -= length;
  }
  throw new RangeError('the calendar has no working hours');
}

/**
 * Working time between two moments, in minutes, broken ones included; 0 where `to` is not after `from`.
 * @throws {RangeError} when the calendar's zone is unknown.
 */
export function businessMinutesBetween(from: Date, to: Date, calendar: WorkHours): number {
  let passed = 0;
  for (const { start, end } of spansFrom(from, calendar)) {
    if (start >= to.getTime()) break;
    passed += Math.min(end, to.getTime()) - start;
  }
  return passed / MINUTE_MS;
}

/** Whether work is on at a moment. */
export function isWorking(at: Date, calendar: WorkHours): boolean {
  const first = spansFrom(at, calendar).next().value;
  return first !== undefined && first.start === at.getTime();
}

/** Working spans from a moment on, in order and without overlap; the first begins at the moment itself or later. */
function* spansFrom(from: Date, calendar: WorkHours): Generator<Span, void> {
  const zone = calendar.timeZone;
  // Yesterday's night shift may last until now.
  let day = DateTime.fromJSDate(from, { zone }).startOf('day').minus({ days: 1 });
  if (!day.isValid) throw new RangeError(`there is no time zone ${zone}`);
  let reached = from.getTime();
  for (let days = 0; days < LONGEST_DAYS; days += 1) {
    for (const { start, end } of spansOf(day, calendar)) {
      if (end <= reached) continue;
      yield { start: Math.max(start, reached), end };
      reached = end;
    }
    day = day.plus({ days: 1 });
  }
}

function spansOf(day: DateTime, calendar: WorkHours): Span[] {
  return hoursOf(day, calendar)
    .map(({ from, to }) => ({
      start: atClock(day, from),
      end: atClock(to > from ? day : day.plus({ days: 1 }), to),
    }))
    .sort((a, b) => a.start - b.start);
}

function hoursOf(day: DateTime, { week, holidays, workingDays }: WorkHours): WorkInterval[] {
  const date = day.toISODate();
  const special = workingDays.find((each) => each.date === date);
  if (special) return special.hours;
  if (date !== null && holidays.includes(date)) return [];
  return week[day.weekday - 1] ?? [];
}

/** A clock time the change to summer time skips is the moment of the change's end, as luxon reads it. */
function atClock(day: DateTime, clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  if (hour === 24) return day.plus({ days: 1 }).startOf('day').toMillis();
  return day.set({ hour, minute }).toMillis();
}
