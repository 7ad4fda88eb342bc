import { DateTime } from 'luxon';
import type { Bucket } from '../../../core/analytics/window.ts';
import type { Language } from '../../../core/i18n.ts';

const LOCALES: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };
/** What stands where there is no number. */
const NOTHING = '—';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `1 234`; one digit behind the point where there is one to tell. */
export function formatNumber(value: number | null, language: Language): string {
  if (value === null) return NOTHING;
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(value);
}

/** `87 %`, rounded down: a hundred is a hundred only when nothing is missing. */
export function formatShare(part: number, whole: number, language: Language): string {
  if (whole === 0) return NOTHING;
  const share = Math.floor((part / whole) * 1000) / 1000;
  return new Intl.NumberFormat(LOCALES[language], { style: 'percent', maximumFractionDigits: 1 }).format(
    share,
  );
}

/** `2 ч 5 мин`: the largest unit and the next one. @param seconds null where nothing took any time. */
export function formatDuration(seconds: number | null, language: Language): string {
  if (seconds === null) return NOTHING;
  // Rounded in the smaller of the two units, so that 59 min 59 s is an hour.
  const coarse = seconds >= 86_400 ? 3_600 : seconds >= 3_600 ? 60 : 1;
  let left = Math.max(0, Math.round(seconds / coarse) * coarse);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    if (parts.length === 2) break;
    const value = Math.floor(left / size);
    left -= value * size;
    if (value === 0 && !(unit === 'second' && parts.length === 0)) {
      if (parts.length > 0) break;
      continue;
    }
    const format = new Intl.NumberFormat(LOCALES[language], { style: 'unit', unit, unitDisplay: 'short' });
    parts.push(format.format(value));
  }
  // A narrow tile breaks it between the units, never within one.
  return parts.map((part) => part.replaceAll(' ', '\u00a0')).join(' ');
}

/** How a number changed, `+12 %`; null where there is nothing to compare with. */
export function formatChange(now: number | null, before: number | null, language: Language): string | null {
  if (now === null || before === null || before === 0) return null;
  const change = Math.round(((now - before) / before) * 100) / 100;
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  }).format(change);
}

/** A day or two as people write them: `3 июня 2025 г.`, `1 июня – 3 июня 2025 г.`. */
export function formatDays(from: string, to: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return from === to ? format.format(new Date(from)) : format.formatRange(new Date(from), new Date(to));
}

/** A moment on the house's clock: `02.06.2025 14:03`. */
export function formatMoment(at: Date, zone: string, language: Language): string {
  return DateTime.fromJSDate(at, { zone }).toFormat(
    language === 'ru' ? 'dd.MM.yyyy HH:mm' : 'yyyy-MM-dd HH:mm',
  );
}

/** A bucket on the axis: `13` for an hour, `02.06` for a day or the week that begins on it. */
export function bucketLabel(bucket: Bucket, zone: string, language: Language): string {
  const start = DateTime.fromJSDate(bucket.start, { zone });
  if (bucket.hour !== null) return start.toFormat('H');
  return start.toFormat(language === 'ru' ? 'dd.MM' : 'd MMM', { locale: 'en' });
}

/** A bucket in words: `2 июня 2025 г., 13:00–14:00`, `2 июня 2025 г.`, `2 – 8 июня 2025 г.` */
export function bucketTitle(bucket: Bucket, zone: string, language: Language): string {
  const days = formatDays(bucket.from, bucket.to, language);
  if (bucket.hour === null) return days;
  const [start, end] = [bucket.start, bucket.end].map((at) =>
    DateTime.fromJSDate(at, { zone }).toFormat('HH:mm'),
  );
  return `${days}, ${start}–${end}`;
}
