import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRange } from './range.ts';

test.each([
  [undefined, 'whole'],
  ['', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=0-1,4-5', 'whole'],
  ['items=0-1', 'whole'],
  ['bytes=5-2', 'whole'],
  ['bytes=0-', { from: 0, to: 9 }],
  ['bytes=2-4', { from: 2, to: 4 }],
  ['bytes=2-400', { from: 2, to: 9 }],
  ['bytes=-3', { from: 7, to: 9 }],
  ['bytes=-30', { from: 0, to: 9 }],
  ['bytes=10-', 'none'],
  ['bytes=-0', 'none'],
])('%j of ten bytes', (header, range) => {
  expect(readRange(header, 10)).toEqual(range);
});

test('whatever is asked for, what is given lies within the file', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(), (first, last, length) => {
      for (const header of [`bytes=${first}-${last}`, `bytes=${first.length}-${last.length}`]) {
        const range = readRange(header, length);
        if (typeof range === 'string') continue;
        expect(range.from).toBeGreaterThanOrEqual(0);
        expect(range.to).toBeGreaterThanOrEqual(range.from);
        expect(range.to).toBeLessThan(length);
      }
    }),
  );
});
