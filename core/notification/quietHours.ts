/** The hours of a day in which people are left alone, in minutes since midnight; may run over midnight. */
export interface QuietHours {
  from: number;
  to: number;
}

const FORM = /^([01]?\d|2[0-3]):([0-5]\d)\s*-\s*([01]?\d|2[0-3]):([0-5]\d)$/;

/**
 * Reads a setting like `22:00-08:00`.
 * @throws {Error} saying what it must look like.
 */
export function readQuietHours(value: string): QuietHours {
  const [, fromHour, fromMinute, toHour, toMinute] = FORM.exec(value.trim()) ?? [];
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const to = Number(toHour) * 60 + Number(toMinute);
  if (Number.isNaN(from) || Number.isNaN(to) || from === to)
    throw new Error('must be two times of day such as 22:00-08:00');
  return { from, to };
}

/**
 * When a message may go out.
 * @param timeZone IANA name; whose night it is.
 * @returns `now` outside the quiet hours, else the first minute after them.
 */
export function afterQuietHours(now: Date, quiet: QuietHours | undefined, timeZone: string): Date {
  if (!quiet) return now;
  const minute = minuteOfDay(now, timeZone);
  const overMidnight = quiet.from > quiet.to;
  const isQuiet = overMidnight
    ? minute >= quiet.from || minute < quiet.to
    : minute >= quiet.from && minute < quiet.to;
  if (!isQuiet) return now;
  const minutes = (quiet.to - minute + DAY) % DAY;
  const wholeMinute = Math.floor(now.getTime() / 60_000) * 60_000;
  const end = new Date(wholeMinute + minutes * 60_000);
  // A clock that was set forward or back in the night is off by its hour: go there minute by minute no further.
  const off = (quiet.to - minuteOfDay(end, timeZone) + DAY) % DAY;
  const shift = off > DAY / 2 ? off - DAY : off;
  return new Date(end.getTime() + shift * 60_000);
}

const DAY = 24 * 60;

function minuteOfDay(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return value('hour') * 60 + value('minute');
}
