import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Invalid } from '../errors.ts';
import { filterParams, PRESETS, readFilter, requireFilter } from './filter.ts';

const clock = { now: new Date('2025-06-11T20:59:00Z'), zone: 'Europe/Moscow' };
const read = (params: Record<string, string>) => readFilter(params, clock);

describe('the period', () => {
  test.each([
    [{}, { period: '7d', from: '2025-06-05', to: '2025-06-11' }],
    [{ period: 'today' }, { period: 'today', from: '2025-06-11', to: '2025-06-11' }],
    [{ period: '30d' }, { period: '30d', from: '2025-05-13', to: '2025-06-11' }],
    [{ period: 'month' }, { period: 'month', from: '2025-06-01', to: '2025-06-11' }],
    [
      { from: '2024-02-29', to: '2024-03-01' },
      { period: null, from: '2024-02-29', to: '2024-03-01' },
    ],
    // What a form sends: the days beside the name of the period they are.
    [
      { period: 'month', from: '2025-06-01', to: '2025-06-11' },
      { period: 'month', from: '2025-06-01', to: '2025-06-11' },
    ],
    // What it sends when a day was changed.
    [
      { period: 'month', from: '2025-06-02', to: '2025-06-11' },
      { period: null, from: '2025-06-02', to: '2025-06-11' },
    ],
  ])('%j is %j', (params, expected) => {
    const { filter, wrong } = read(params);
    expect(wrong).toEqual([]);
    expect(filter).toMatchObject(expected);
  });

  test('a day begins at the house, not in Greenwich', () => {
    const later = { ...clock, now: new Date('2025-06-11T21:00:00Z') };
    expect(readFilter({ period: 'today' }, later).filter.from).toBe('2025-06-12');
  });

  test.each([
    [{ period: 'year' }, ['period']],
    [{ from: '2025-06-01' }, ['to']],
    [{ to: '2025-06-01' }, ['from']],
    [{ from: '2025-02-29', to: '2025-03-01' }, ['from']],
    [{ from: '1 июня', to: '2025-06-31' }, ['from', 'to']],
    [{ from: '2025-06-02', to: '2025-06-01' }, ['to']],
    [{ from: '2024-01-01', to: '2025-01-01' }, ['to']],
    [{ from: '0001-01-01', to: '0001-01-02' }, ['from', 'to']],
    [{ state: 'DONE' }, ['state']],
    [{ channel: 'x'.repeat(201) }, ['channel']],
  ])('%j is told wrong', (params, wrong) => {
    expect(read(params as Record<string, string>).wrong).toEqual(wrong);
    expect(() => requireFilter(params as Record<string, string>, clock)).toThrow(Invalid);
  });

  test('a leap year is not too long', () => {
    expect(read({ from: '2024-01-01', to: '2024-12-31' }).wrong).toEqual([]);
  });
});

test('a filter and its address are the same', () => {
  const word = fc.option(fc.string({ minLength: 1, maxLength: 200 }), { nil: undefined });
  const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2025-12-31'), noInvalidDate: true });
  const filters = fc.record({
    days: fc.oneof(
      fc.constantFrom(...PRESETS),
      fc.tuple(day, fc.integer({ min: 0, max: 365 })).map(([from, length]) => {
        const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
        return { from: iso(from.getTime()), to: iso(from.getTime() + length * 86_400_000) };
      }),
    ),
    words: fc.record({ channel: word, service: word, workGroup: word, department: word, agent: word }),
    state: fc.constantFrom(undefined, 'TRIAGE', 'CLOSED'),
  });
  fc.assert(
    fc.property(filters, ({ days, words, state }) => {
      const given = typeof days === 'string' ? { period: days } : days;
      const { filter, wrong } = readFilter({ ...given, ...words, state }, clock);
      expect(wrong).toEqual([]);
      const address = new URLSearchParams(filterParams(filter)).toString();
      const again = readFilter(Object.fromEntries(new URLSearchParams(address)), clock);
      expect(again).toEqual({ filter, wrong: [] });
    }),
  );
});
