import { z } from 'zod';
import { Invalid } from '../../../../core/errors.ts';
import type { Calendar, WorkInterval, WorkingDay } from '../../../../core/sla/calendar.ts';
import type { CalendarDraft } from '../../../../core/sla/checkCalendar.ts';

/** What is in a calendar's form, as it is typed. */
export interface CalendarForm {
  nameRu: string;
  nameEn: string;
  timeZone: string;
  /** Seven lines such as `09:00–13:00, 14:00–18:00`, Monday first; an empty one is a day off. */
  week: string[];
  /** A date a line. */
  holidays: string;
  /** A date and its hours a line. */
  workingDays: string;
  version: number;
}

export const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;

const text = z.string().max(20_000).catch('');
const formSchema = z.object({
  nameRu: text,
  nameEn: text,
  timeZone: text,
  ...Object.fromEntries(DAYS.map((day) => [`day${day}`, text])),
  holidays: text,
  workingDays: text,
  version: z.coerce.number().int().min(0).catch(0),
});

const NEW: CalendarForm = {
  nameRu: '',
  nameEn: '',
  timeZone: 'Europe/Moscow',
  week: DAYS.map((day) => (day < 5 ? '09:00–18:00' : '')),
  holidays: '',
  workingDays: '',
  version: 0,
};

/** The form for a calendar as it stands; without one for a new one. */
export function formOf(calendar?: Calendar): CalendarForm {
  if (!calendar) return NEW;
  return {
    nameRu: calendar.name.ru,
    nameEn: calendar.name.en,
    timeZone: calendar.timeZone,
    week: calendar.week.map(hoursLabel),
    holidays: calendar.holidays.join('\n'),
    workingDays: calendar.workingDays.map((day) => `${day.date} ${hoursLabel(day.hours)}`).join('\n'),
    version: calendar.version,
  };
}

/** Reads a calendar's form. */
export function readCalendarForm(body: Record<string, unknown>): CalendarForm {
  const { nameRu, nameEn, timeZone, holidays, workingDays, version, ...days } = formSchema.parse(body);
  const week = DAYS.map((day) => String((days as Record<string, unknown>)[`day${day}`] ?? ''));
  return { nameRu, nameEn, timeZone: timeZone.trim(), week, holidays, workingDays, version };
}

/** The calendar a form describes. @throws {Invalid} naming `week.0` … `week.6`, `holidays` or `workingDays`. */
export function calendarOf(form: CalendarForm): CalendarDraft {
  return {
    name: { ru: form.nameRu, en: form.nameEn },
    timeZone: form.timeZone,
    week: form.week.map((line, day) => readHours(line, `week.${day}`)),
    holidays: linesOf(form.holidays).map((line) => readDate(line, 'holidays')),
    workingDays: linesOf(form.workingDays).map(readWorkingDay),
  };
}

/** `09:00–13:00, 14:00–18:00` */
export function hoursLabel(hours: WorkInterval[]): string {
  return hours.map(({ from, to }) => `${from}–${to}`).join(', ');
}

/** A person writes 9-18, 9:00 - 18:00 or 09:00–18:00. */
function readHours(line: string, field: string): WorkInterval[] {
  const parts = line
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.map((part) => {
    const match = /^(\d{1,2})(?:[:.](\d\d))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d\d))?$/.exec(part);
    if (!match) throw new Invalid(field, 'hours look like 09:00–18:00');
    const [, fromHour = '', fromMinute = '00', toHour = '', toMinute = '00'] = match;
    return { from: clock(fromHour, fromMinute), to: clock(toHour, toMinute) };
  });
}

function clock(hour: string, minute: string): string {
  return `${hour.padStart(2, '0')}:${minute}`;
}

function readWorkingDay(line: string): WorkingDay {
  const [date = '', ...rest] = line.split(/\s+/);
  return { date: readDate(date, 'workingDays'), hours: readHours(rest.join(' '), 'workingDays') };
}

/** 2026-12-31 or 31.12.2026. */
function readDate(written: string, field: string): string {
  const local = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(written);
  if (local) {
    const [, day = '', month = '', year = ''] = local;
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(written)) throw new Invalid(field, 'dates look like 2026-12-31');
  return written;
}

function linesOf(written: string): string[] {
  return written
    .split(/\n/)
    .map((line) => line.trim())
    .filter(Boolean);
}
