import type { Bilingual } from '../business-process/process.ts';
import { Invalid } from '../errors.ts';
import type { WorkHours, WorkInterval } from './calendar.ts';

/** A calendar as a person wrote it. */
export interface CalendarDraft extends WorkHours {
  name: Bilingual;
}

const LONGEST_NAME = 100;
const MOST_DATES = 1000;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

/**
 * Tidies a calendar: names trimmed, dates in order and once each.
 * @throws {Invalid} naming `name`, `timeZone`, `week.0` to `week.6` (Monday first), `week` where no day has work,
 *   `holidays` or `workingDays`.
 */
export function checkCalendar(draft: CalendarDraft): CalendarDraft {
  const name = { ru: draft.name.ru.trim(), en: draft.name.en.trim() };
  for (const each of [name.ru, name.en]) {
    if (each === '' || each.length > LONGEST_NAME) throw new Invalid('name', 'must be given, and short');
  }
  if (!isTimeZone(draft.timeZone)) throw new Invalid('timeZone', 'must be a time zone such as Europe/Moscow');
  if (draft.week.length !== 7) throw new Invalid('week', 'must have seven days');
  draft.week.forEach((hours, day) => {
    checkHours(hours, `week.${day}`);
  });
  // A term counted by a calendar without work would never end.
  if (draft.week.every((hours) => hours.length === 0)) throw new Invalid('week', 'has no working hours');
  const holidays = [...new Set(draft.holidays)].sort();
  checkDates(holidays, 'holidays');
  const workingDays = draft.workingDays.toSorted((a, b) => a.date.localeCompare(b.date));
  checkDates(
    workingDays.map((each) => each.date),
    'workingDays',
  );
  for (const { hours } of workingDays) {
    if (hours.length === 0) throw new Invalid('workingDays', 'a working day has hours');
    checkHours(hours, 'workingDays');
  }
  return { name, timeZone: draft.timeZone, week: draft.week, holidays, workingDays };
}

function checkHours(hours: WorkInterval[], field: string): void {
  const sorted = hours.toSorted((a, b) => a.from.localeCompare(b.from));
  sorted.forEach(({ from, to }, index) => {
    if (!CLOCK.test(from) || !(CLOCK.test(to) || to === '24:00'))
      throw new Invalid(field, 'hours look like 09:00–18:00');
    const next = sorted[index + 1];
    // Only the last one of a day may go on into the next.
    if (from === to || (next && (to <= from || to > next.from))) throw new Invalid(field, 'hours overlap');
  });
}

function checkDates(dates: string[], field: string): void {
  if (dates.length > MOST_DATES) throw new Invalid(field, `has more than ${MOST_DATES} dates`);
  if (new Set(dates).size < dates.length) throw new Invalid(field, 'names a date twice');
  for (const date of dates) {
    const parsed = new Date(`${date}T00:00:00Z`);
    const exists = DATE.test(date) && !Number.isNaN(parsed.getTime());
    if (!exists || parsed.toISOString().slice(0, 10) !== date)
      throw new Invalid(field, 'dates look like 2026-12-31');
  }
}

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
