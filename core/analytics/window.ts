import { DateTime } from 'luxon';

/** One step of a period's charts: an hour of one day, a day, or a week. */
export interface Bucket {
  start: Date;
  /** Up to and without. */
  end: Date;
  /** First and last day it touches. */
  from: string;
  to: string;
  /** Which hour of its day it is, counted from midnight; null where it is longer. */
  hour: number | null;
}

/** A period as instants. */
export interface Window {
  start: Date;
  /** Up to and without. */
  end: Date;
  unit: 'hour' | 'day' | 'week';
  buckets: Bucket[];
}

/** More days than these are drawn by weeks. */
const MOST_DAYS_BY_DAY = 62;

/**
 * The instants of a period of whole days. Days are as long as the zone's clocks make them: 23, 24 or 25 hours.
 * @param days.from and `days.to` both included, `2025-06-02`.
 * @param hour only that hour of the first day, counted from midnight.
 */
export function readWindow(days: { from: string; to: string }, zone: string, hour?: number): Window {
  const start = DateTime.fromISO(days.from, { zone }).startOf('day');
  const end = DateTime.fromISO(days.to, { zone }).startOf('day').plus({ days: 1 });
  const unit = days.from === days.to ? 'hour' : spansWeeks(start, end) ? 'week' : 'day';
  const buckets = unit === 'hour' ? hoursOf(start, end) : stretchesOf(start, end, unit);
  if (hour === undefined) return { start: start.toJSDate(), end: end.toJSDate(), unit, buckets };
  // An hour that day does not have holds nothing.
  const only = buckets.find((bucket) => bucket.hour === hour);
  const edges = only ?? { start: end.toJSDate(), end: end.toJSDate() };
  return { start: edges.start, end: edges.end, unit: 'hour', buckets: only ? [only] : [] };
}

/**
 * The period before, as long as the part of this one that has passed: seven days against the seven before; today
 * until noon against yesterday until noon.
 */
export function previousWindow(
  days: { from: string; to: string },
  { now, zone }: { now: Date; zone: string },
): Window {
  const first = DateTime.fromISO(days.from, { zone });
  const last = DateTime.fromISO(days.to, { zone });
  const length = { days: Math.round(last.diff(first, 'days').days) + 1 };
  const whole = readWindow({ from: dayOf(first.minus(length)), to: dayOf(last.minus(length)) }, zone);
  const end = last.startOf('day').plus({ days: 1 });
  const moment = DateTime.fromJSDate(now, { zone });
  if (moment >= end || moment < first.startOf('day')) return whole;
  return { ...whole, end: new Date(Math.min(moment.minus(length).toMillis(), whole.end.getTime())) };
}

function spansWeeks(start: DateTime, end: DateTime): boolean {
  return end.diff(start, 'days').days > MOST_DAYS_BY_DAY;
}

function hoursOf(start: DateTime, end: DateTime): Bucket[] {
  const day = dayOf(start);
  const hours = Math.round(end.diff(start, 'hours').hours);
  return Array.from({ length: hours }, (_, hour) => ({
    start: start.plus({ hours: hour }).toJSDate(),
    end: start.plus({ hours: hour + 1 }).toJSDate(),
    from: day,
    to: day,
    hour,
  }));
}

function stretchesOf(start: DateTime, end: DateTime, unit: 'day' | 'week'): Bucket[] {
  const buckets: Bucket[] = [];
  let at = start;
  while (at < end) {
    const next = DateTime.min(
      at
        .startOf(unit)
        .plus({ [`${unit}s`]: 1 })
        .startOf('day'),
      end,
    );
    buckets.push({
      start: at.toJSDate(),
      end: next.toJSDate(),
      from: dayOf(at),
      to: dayOf(next.minus({ days: 1 })),
      hour: null,
    });
    at = next;
  }
  return buckets;
}

function dayOf(at: DateTime): string {
  return at.toFormat('yyyy-MM-dd');
}
