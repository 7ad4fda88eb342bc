import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { termOf } from './term.ts';

const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000);
const card = (changes: Partial<Parameters<typeof termOf>[0]> = {}) => ({
  createdAt: at(0),
  warnAt: null,
  dueAt: at(10),
  pausedAt: null,
  breachedAt: null,
  closedAt: null,
  ...changes,
});

describe('an incident’s term', () => {
  test.each([
    ['none set', card({ dueAt: null }), 5, null],
    ['half gone', card(), 5, { state: 'ok', gone: 50, seconds: 18_000 }],
    ['close by itself', card(), 8, { state: 'warn', gone: 80, seconds: 7_200 }],
    ['warned early', card({ warnAt: at(2) }), 3, { state: 'warn', gone: 30, seconds: 25_200 }],
    ['warned late', card({ warnAt: at(9.5) }), 9, { state: 'ok', gone: 90, seconds: 3_600 }],
    ['standing', card({ pausedAt: at(9) }), 30, { state: 'paused', gone: 90, seconds: 3_600 }],
    ['standing past it', card({ pausedAt: at(12) }), 30, { state: 'breached', gone: 100, seconds: 7_200 }],
    ['past', card(), 13, { state: 'breached', gone: 100, seconds: 10_800 }],
    ['closed in time', card({ closedAt: at(9) }), 50, null],
    ['closed late', card({ closedAt: at(11) }), 50, { state: 'breached', gone: 100, seconds: 3_600 }],
  ])('%s', (_, given, now, expected) => {
    expect(termOf(given, at(now))).toEqual(expected);
  });

  test('fills the bar from nothing to all of it, whatever the clocks say', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.integer({ min: -5, max: 20 }),
        (now, due) => {
          const term = termOf(card({ dueAt: at(due) }), at(now));
          expect(term?.gone).toBeGreaterThanOrEqual(0);
          expect(term?.gone).toBeLessThanOrEqual(100);
          expect(term?.seconds).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
