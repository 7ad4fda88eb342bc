import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBusinessMinutes, businessMinutesBetween, isWorking } from './businessTime.ts';
import type { WorkHours } from './calendar.ts';

const OFFICE: WorkHours = {
  timeZone: 'Europe/Moscow',
  week: [...Array(5).fill([{ from: '09:00', to: '18:00' }]), [], []],
  holidays: ['2026-11-04'],
  workingDays: [{ date: '2026-11-07', hours: [{ from: '10:00', to: '12:00' }] }],
};
const ALWAYS: WorkHours = {
  timeZone: 'Asia/Yekaterinburg',
  week: Array(7).fill([{ from: '00:00', to: '24:00' }]),
  holidays: [],
  workingDays: [],
};
/** Two shifts, one of them over midnight; summer time. */
const NIGHTS: WorkHours = {
  timeZone: 'Europe/Berlin',
  week: Array(7).fill([
    { from: '08:00', to: '12:00' },
    { from: '22:00', to: '06:00' },
  ]),
  holidays: ['2026-12-25'],
  workingDays: [],
};
const CALENDARS = [OFFICE, ALWAYS, NIGHTS];
const moscow = (clock: string) => new Date(`${clock}+03:00`);

describe('office hours', () => {
  it.each([
    ['within a day', '2026-11-02T10:00:00', 60, '2026-11-02T11:00:00'],
    ['to the very end of a day', '2026-11-02T10:00:00', 480, '2026-11-02T18:00:00'],
    ['over a holiday', '2026-11-03T17:00:00', 120, '2026-11-05T10:00:00'],
    ['from the night', '2026-11-02T03:00:00', 30, '2026-11-02T09:30:00'],
    ['over a Saturday that is worked', '2026-11-06T17:00:00', 90, '2026-11-07T10:30:00'],
    ['over the rest of that weekend', '2026-11-06T17:00:00', 60 + 120 + 1, '2026-11-09T09:01:00'],
    ['nothing at all', '2026-11-01T03:00:00', 0, '2026-11-01T03:00:00'],
  ])('count %s', (_, from, minutes, to) => {
    expect(addBusinessMinutes(moscow(from), minutes, OFFICE)).toEqual(moscow(to));
  });

  it('are on or off', () => {
    expect(isWorking(moscow('2026-11-02T09:00:00'), OFFICE)).toBe(true);
    expect(isWorking(moscow('2026-11-02T18:00:00'), OFFICE)).toBe(false);
    expect(isWorking(moscow('2026-11-04T12:00:00'), OFFICE)).toBe(false);
    expect(isWorking(moscow('2026-11-07T11:59:00'), OFFICE)).toBe(true);
  });

  it('do not count backwards', () => {
    const [later, earlier] = [moscow('2026-11-03T10:00:00'), moscow('2026-11-02T10:00:00')];
    expect(businessMinutesBetween(later, earlier, OFFICE)).toBe(0);
  });
});

describe('a night shift', () => {
  it('of the day before reaches into the morning', () => {
    const from = new Date('2026-11-03T05:00:00+01:00');
    expect(addBusinessMinutes(from, 120, NIGHTS)).toEqual(new Date('2026-11-03T09:00:00+01:00'));
  });

  it('of the night before a holiday is worked to its end', () => {
    const from = new Date('2026-12-25T05:00:00+01:00');
    expect(addBusinessMinutes(from, 61, NIGHTS)).toEqual(new Date('2026-12-26T08:01:00+01:00'));
  });

  it('is an hour shorter when the clocks go forward, an hour longer when they go back', () => {
    const night = (from: string, to: string) => businessMinutesBetween(new Date(from), new Date(to), NIGHTS);
    expect(night('2026-03-28T22:00:00+01:00', '2026-03-29T06:00:00+02:00')).toBe(7 * 60);
    expect(night('2026-10-24T22:00:00+02:00', '2026-10-25T06:00:00+01:00')).toBe(9 * 60);
  });
});

it('a calendar that is worked nowhere is refused, not counted for ever', () => {
  const never = { ...OFFICE, week: Array(7).fill([]), workingDays: [] };
  expect(() => addBusinessMinutes(new Date(), 1, never)).toThrow(RangeError);
  expect(() => addBusinessMinutes(new Date(), 1, { ...OFFICE, timeZone: 'Mars/Olympus' })).toThrow(
    RangeError,
  );
});

describe('whatever the calendar', () => {
  const calendar = fc.constantFrom(...CALENDARS);
  const moment = fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2027-12-31'),
    noInvalidDate: true,
  });
  const minutes = fc.integer({ min: 1, max: 6000 });

  it('what is added is what lies between', () => {
    fc.assert(
      fc.property(calendar, moment, minutes, (hours, from, count) => {
        const to = addBusinessMinutes(from, count, hours);
        expect(businessMinutesBetween(from, to, hours)).toBeCloseTo(count, 6);
      }),
    );
  });

  it('more is later, and a later start ends no earlier', () => {
    fc.assert(
      fc.property(calendar, moment, moment, minutes, minutes, (hours, one, other, count, more) => {
        const [from, later] = one <= other ? [one, other] : [other, one];
        const end = addBusinessMinutes(from, count, hours).getTime();
        expect(addBusinessMinutes(from, count + more, hours).getTime()).toBeGreaterThan(end);
        expect(addBusinessMinutes(later, count, hours).getTime()).toBeGreaterThanOrEqual(end);
      }),
    );
  });

  it('a term counted in two parts is the term counted at once', () => {
    fc.assert(
      fc.property(calendar, moment, minutes, minutes, (hours, from, first, second) => {
        const inParts = addBusinessMinutes(addBusinessMinutes(from, first, hours), second, hours);
        expect(inParts).toEqual(addBusinessMinutes(from, first + second, hours));
      }),
    );
  });

  it('working time is never longer than the time itself', () => {
    fc.assert(
      fc.property(calendar, moment, fc.integer({ min: 0, max: 20_000 }), (hours, from, count) => {
        const to = new Date(from.getTime() + count * 60_000);
        expect(businessMinutesBetween(from, to, hours)).toBeLessThanOrEqual(count);
      }),
    );
  });
});
