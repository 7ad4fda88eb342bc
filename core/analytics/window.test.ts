import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { previousWindow, readWindow } from './window.ts';

const BERLIN = 'Europe/Berlin';
const iso = (at: Date) => at.toISOString();
const hoursOf = (window: { start: Date; end: Date }) =>
  (window.end.getTime() - window.start.getTime()) / 3_600_000;

describe('days are as long as the clocks make them', () => {
  test.each([
    ['a day like any other', '2025-06-02', 24],
    ['the clocks go on', '2025-03-30', 23],
    ['the clocks go back', '2025-10-26', 25],
  ])('%s', (_name, day, hours) => {
    const window = readWindow({ from: day, to: day }, BERLIN);
    expect(hoursOf(window)).toBe(hours);
    expect(window.unit).toBe('hour');
    expect(window.buckets).toHaveLength(hours);
  });

  test('the hour that comes twice is two hours', () => {
    const day = { from: '2025-10-26', to: '2025-10-26' };
    const [second, third] = [2, 3].map((hour) => readWindow(day, BERLIN, hour));
    expect(second && iso(second.start)).toBe('2025-10-26T00:00:00.000Z');
    expect(third && iso(third.start)).toBe('2025-10-26T01:00:00.000Z');
  });

  test('an hour the day does not have holds nothing', () => {
    const window = readWindow({ from: '2025-03-30', to: '2025-03-30' }, BERLIN, 23);
    expect(hoursOf(window)).toBe(0);
    expect(window.buckets).toEqual([]);
  });

  test('Moscow has midnight at nine in Greenwich', () => {
    const window = readWindow({ from: '2025-06-02', to: '2025-06-03' }, 'Europe/Moscow');
    expect([window.start, window.end].map(iso)).toEqual([
      '2025-06-01T21:00:00.000Z',
      '2025-06-03T21:00:00.000Z',
    ]);
    expect(window.unit).toBe('day');
  });
});

test('long periods go by weeks, from Monday to Sunday, cut at both ends', () => {
  const { unit, buckets } = readWindow({ from: '2025-01-01', to: '2025-06-30' }, BERLIN);
  expect(unit).toBe('week');
  expect(buckets[0]).toMatchObject({ from: '2025-01-01', to: '2025-01-05' });
  expect(buckets[1]).toMatchObject({ from: '2025-01-06', to: '2025-01-12' });
  expect(buckets.at(-1)).toMatchObject({ from: '2025-06-30', to: '2025-06-30' });
});

test('buckets cover their period without gap or overlap, in any zone', () => {
  const zones = fc.constantFrom(BERLIN, 'Europe/Moscow', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
  const from = fc.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(zones, from, fc.integer({ min: 0, max: 365 }), (zone, first, length) => {
      const day = (at: number) => new Date(at).toISOString().slice(0, 10);
      const days = { from: day(first.getTime()), to: day(first.getTime() + length * 86_400_000) };
      const { start, end, buckets } = readWindow(days, zone);
      expect(buckets[0]?.start).toEqual(start);
      expect(buckets.at(-1)?.end).toEqual(end);
      for (const [index, bucket] of buckets.entries()) {
        expect(bucket.end.getTime()).toBeGreaterThan(bucket.start.getTime());
        const next = buckets[index + 1];
        if (next) expect(next.start).toEqual(bucket.end);
        // The list behind a bucket is of the same instants.
        const behind = readWindow(bucket, zone, bucket.hour ?? undefined);
        expect([behind.start, behind.end]).toEqual([bucket.start, bucket.end]);
      }
    }),
    { numRuns: 20 },
  );
});

describe('the period before', () => {
  const days = { from: '2025-06-09', to: '2025-06-15' };
  const zone = 'Europe/Moscow';

  test('is as long', () => {
    const before = previousWindow(days, { now: new Date('2025-07-01T00:00:00Z'), zone });
    expect([before.start, before.end].map(iso)).toEqual([
      '2025-06-01T21:00:00.000Z',
      '2025-06-08T21:00:00.000Z',
    ]);
  });

  test('is as long as what has passed, while the period runs', () => {
    const before = previousWindow(days, { now: new Date('2025-06-11T09:30:00Z'), zone });
    expect([before.start, before.end].map(iso)).toEqual([
      '2025-06-01T21:00:00.000Z',
      '2025-06-04T09:30:00.000Z',
    ]);
  });
});
