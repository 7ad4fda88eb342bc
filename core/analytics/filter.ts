import { DateTime } from 'luxon';
import { Invalid } from '../errors.ts';
import { REQUEST_STATUSES, type RequestStatus } from '../service-request/status.ts';

/** Periods with a name: they move on with the day. */
export const PRESETS = ['today', '7d', '30d', 'month'] as const;
type Preset = (typeof PRESETS)[number];

/** What is not there: requests without an agent, a service, a work group. */
export const NONE = 'none';

/** The longest period, in days: a leap year. */
const LONGEST_DAYS = 366;

/** The words that filter, as they stand in every address: of the showcase, its lists, exports and API. */
export const WORD_FIELDS = ['channel', 'service', 'workGroup', 'department', 'agent'] as const;
export type WordField = (typeof WORD_FIELDS)[number];
export type FilterField = WordField | 'period' | 'from' | 'to' | 'state';

/** What the showcase shows. */
export type ShowcaseFilter = {
  /** Where the period has a name; null: the days were chosen. */
  period: Preset | null;
  /** First and last day, `2025-06-02`, in the house's time zone, both included. */
  from: string;
  to: string;
  state: RequestStatus | undefined;
} & {
  /**
   * Ids; `none` finds what has none. A department is a manager's id: everybody who reports to him, at any depth,
   * himself included.
   */
  [Field in WordField]: string | undefined;
};

const DAY = /^\d{4}-\d\d-\d\d$/;
const LONGEST_WORD = 200;

/**
 * Reads a filter from the parameters of an address. Without a period it is the last seven days. Days beside a named
 * period count only where they differ from it: a form sends both.
 * @param params as in the address; those of other names and empty ones are none of its business.
 * @param clock.zone the house's time zone.
 * @returns the filter, with the usual value in place of each wrong one, and the names of the wrong ones.
 */
export function readFilter(
  params: Record<string, string | undefined>,
  clock: { now: Date; zone: string },
): { filter: ShowcaseFilter; wrong: FilterField[] } {
  const wrong: FilterField[] = [];
  const given = (name: FilterField) => params[name] || undefined;
  const state = REQUEST_STATUSES.find((each) => each === given('state'));
  if (given('state') !== undefined && state === undefined) wrong.push('state');
  const words: Record<string, string | undefined> = {};
  for (const field of WORD_FIELDS) {
    const word = given(field);
    if (word !== undefined && word.length > LONGEST_WORD) wrong.push(field);
    else words[field] = word;
  }
  const days = readDays(given('period'), given('from'), given('to'), clock);
  wrong.push(...days.wrong);
  const { period, from, to } = days;
  return { filter: { ...(words as Record<WordField, string | undefined>), state, period, from, to }, wrong };
}

/**
 * {@link readFilter} where nobody can be asked again.
 * @throws {Invalid} naming the first wrong field.
 */
export function requireFilter(
  params: Record<string, string | undefined>,
  clock: { now: Date; zone: string },
): ShowcaseFilter {
  const { filter, wrong } = readFilter(params, clock);
  const [field] = wrong;
  if (field !== undefined) throw new Invalid(field, 'is not a value of this filter');
  return filter;
}

/** The filter as parameters of an address, in one order; what does not filter is left out. */
export function filterParams(filter: ShowcaseFilter): [string, string][] {
  const { period, from, to, state } = filter;
  const days: [string, string | undefined][] =
    period === null
      ? [
          ['from', from],
          ['to', to],
        ]
      : [['period', period]];
  const words = WORD_FIELDS.map((field): [string, string | undefined] => [field, filter[field]]);
  return [...days, ...words, ['state', state] as [string, string | undefined]].filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
}

/** The days of a named period. */
function presetDays(
  preset: Preset,
  { now, zone }: { now: Date; zone: string },
): { from: string; to: string } {
  const today = DateTime.fromJSDate(now, { zone });
  const first = {
    today,
    '7d': today.minus({ days: 6 }),
    '30d': today.minus({ days: 29 }),
    month: today.startOf('month'),
  }[preset];
  return { from: first.toFormat('yyyy-MM-dd'), to: today.toFormat('yyyy-MM-dd') };
}

type Days = Pick<ShowcaseFilter, 'period' | 'from' | 'to'> & { wrong: FilterField[] };

function readDays(
  word: string | undefined,
  from: string | undefined,
  to: string | undefined,
  clock: { now: Date; zone: string },
): Days {
  const usual: Days = { period: '7d', ...presetDays('7d', clock), wrong: [] };
  const period = PRESETS.find((each) => each === word);
  if (word !== undefined && period === undefined) return { ...usual, wrong: ['period'] };
  const named = period && presetDays(period, clock);
  if (from === undefined && to === undefined) {
    return period && named ? { period, ...named, wrong: [] } : usual;
  }
  const faults = dayFaults(from, to);
  if (faults.length > 0 || from === undefined || to === undefined) return { ...usual, wrong: faults };
  if (period && named?.from === from && named.to === to) return { period, from, to, wrong: [] };
  return { period: null, from, to, wrong: [] };
}

function dayFaults(from: string | undefined, to: string | undefined): ('from' | 'to')[] {
  const faults: ('from' | 'to')[] = [];
  if (!isDay(from)) faults.push('from');
  if (!isDay(to)) faults.push('to');
  if (faults.length > 0 || from === undefined || to === undefined) return faults;
  const length = DateTime.fromISO(to, { zone: 'utc' }).diff(DateTime.fromISO(from, { zone: 'utc' }), 'days');
  return length.days < 0 || length.days >= LONGEST_DAYS ? ['to'] : [];
}

/** Years a calendar and a store both know. */
function isDay(text: string | undefined): boolean {
  if (text === undefined || !DAY.test(text) || text < '1970' || text >= '9999') return false;
  return DateTime.fromISO(text, { zone: 'utc' }).isValid;
}
