import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterQuietHours, readQuietHours } from './quietHours.ts';

const MOSCOW = 'Europe/Moscow';
const night = readQuietHours('22:00-08:00');
const heldUntil = (at: string, hours = night, zone = MOSCOW) =>
  afterQuietHours(new Date(at), hours, zone).toISOString();

describe('quiet hours', () => {
  it.each(['22-8', '25:00-08:00', '10:00-10:00', '', '22:00–08:00 x'])('are not %j', (value) => {
    expect(() => readQuietHours(value)).toThrow(/22:00-08:00/);
  });

  it('hold a message of the night until the morning of the place', () => {
    // Moscow is UTC+3.
    expect(heldUntil('2026-03-01T19:30:00Z')).toBe('2026-03-02T05:00:00.000Z');
    expect(heldUntil('2026-03-02T04:59:30Z')).toBe('2026-03-02T05:00:00.000Z');
    expect(heldUntil('2026-03-01T12:00:00Z')).toBe('2026-03-01T12:00:00.000Z');
    expect(heldUntil('2026-03-02T05:00:00Z')).toBe('2026-03-02T05:00:00.000Z');
  });

  it('may lie within a day', () => {
    const lunch = readQuietHours('12:00-13:30');
    expect(heldUntil('2026-03-01T09:15:00Z', lunch)).toBe('2026-03-01T10:30:00.000Z');
    expect(heldUntil('2026-03-01T10:30:00Z', lunch)).toBe('2026-03-01T10:30:00.000Z');
  });

  it('end at the wall clock’s hour on the night the clock is changed', () => {
    const berlin = 'Europe/Berlin';
    expect(heldUntil('2026-03-28T22:00:00Z', night, berlin)).toBe('2026-03-29T06:00:00.000Z');
    expect(heldUntil('2026-10-24T21:00:00Z', night, berlin)).toBe('2026-10-25T07:00:00.000Z');
  });

  it('never bring a message forward, nor hold it for a day and more', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 0, max: 1439 }),
        (now, from, to) => {
          fc.pre(from !== to);
          const held = afterQuietHours(now, { from, to }, 'Europe/Berlin').getTime() - now.getTime();
          expect(held).toBeGreaterThanOrEqual(0);
          expect(held).toBeLessThanOrEqual(25 * 3_600_000);
        },
      ),
    );
  });
});
