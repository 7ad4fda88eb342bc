import type { Language } from '../../../core/i18n.ts';

/** Times on screen are the operator's, wherever the server runs. */
const TIME_ZONE = 'Europe/Moscow';

/** English with the 24-hour clock and the day first, as everybody on the shift writes it. */
const LOCALES: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Making a formatter costs a hundred times what using it does, and a page tells hundreds of times. */
const formatters = new Map<string, unknown>();
function kept<Formatter>(key: string, make: () => Formatter): Formatter {
  const known = formatters.get(key) as Formatter | undefined;
  if (known) return known;
  const made = make();
  formatters.set(key, made);
  return made;
}

/** `12 мая 2025 г., 14:03` */
export function fullTime(at: Date, language: Language): string {
  return kept(
    `full ${language}`,
    () =>
      new Intl.DateTimeFormat(LOCALES[language], {
        dateStyle: 'long',
        timeStyle: 'short',
        timeZone: TIME_ZONE,
      }),
  ).format(at);
}

/** The time alone for today, day and time for another day, with the year for another year. */
export function shortTime(at: Date, now: Date, language: Language): string {
  const [day, today] = [at, now].map((each) => dayOf(each));
  const sameYear = day?.slice(0, 4) === today?.slice(0, 4);
  return kept(
    `short ${language} ${day === today} ${sameYear}`,
    () =>
      new Intl.DateTimeFormat(LOCALES[language], {
        timeZone: TIME_ZONE,
        hour: '2-digit',
        minute: '2-digit',
        ...(day !== today && { day: 'numeric', month: 'short' }),
        ...(!sameYear && { year: 'numeric' }),
      }),
  ).format(at);
}

/** `5 мин`, `2 ч`, `3 дн.`: how long ago or how old, in the largest whole unit. */
export function age(seconds: number, language: Language): string {
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? (['second', 1] as const);
  const value = Math.max(0, Math.floor(seconds / size));
  return kept(
    `age ${language} ${unit}`,
    () => new Intl.NumberFormat(LOCALES[language], { style: 'unit', unit, unitDisplay: 'short' }),
  ).format(value);
}

/** `5 минут назад`, `вчера`. */
export function ago(at: Date, now: Date, language: Language): string {
  const seconds = Math.max(0, (now.getTime() - at.getTime()) / 1000);
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? (['second', 1] as const);
  const format = kept(
    `ago ${language}`,
    () => new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' }),
  );
  return format.format(-Math.floor(seconds / size), unit);
}

function dayOf(at: Date): string {
  return kept('day', () => new Intl.DateTimeFormat('sv', { timeZone: TIME_ZONE })).format(at);
}
