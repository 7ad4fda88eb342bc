import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGsm7, septets } from './gsm7.ts';
import { countSegments, splitSegments } from './segments.ts';

const latin = fc.string({ unit: fc.constantFrom(...'abcXYZ 0123\n@é'), maxLength: 500 });
const extended = fc.string({ unit: fc.constantFrom(...'ab€[]{}'), maxLength: 500 });
const cyrillic = fc.string({ unit: fc.constantFrom(...'абвг ', '😀', '👍🏽', 'a'), maxLength: 300 });
const text = fc.oneof(latin, extended, cyrillic, fc.string({ unit: 'binary' }));

describe('segments', () => {
  it.each([
    ['', 'gsm7', 0, 160, 1],
    ['a'.repeat(160), 'gsm7', 160, 160, 1],
    ['a'.repeat(161), 'gsm7', 161, 153, 2],
    ['a'.repeat(306), 'gsm7', 306, 153, 2],
    ['a'.repeat(307), 'gsm7', 307, 153, 3],
    ['€'.repeat(80), 'gsm7', 160, 160, 1],
    // 153 is odd: each part of such a text is one septet short, and the third is there because of it.
    ['€'.repeat(153), 'gsm7', 306, 153, 3],
    ['я'.repeat(70), 'ucs2', 70, 70, 1],
    ['я'.repeat(71), 'ucs2', 71, 67, 2],
    ['я'.repeat(134), 'ucs2', 134, 67, 2],
    ['я'.repeat(135), 'ucs2', 135, 67, 3],
    ['😀'.repeat(35), 'ucs2', 70, 70, 1],
    ['😀'.repeat(67), 'ucs2', 134, 67, 3],
    [`${'a'.repeat(70)}я`, 'ucs2', 71, 67, 2],
  ])('%j is counted', (given, encoding, length, perSegment, segments) => {
    expect(countSegments(given)).toEqual({ encoding, length, perSegment, segments });
  });

  it('are the text again when joined, and as many as counted', () => {
    fc.assert(
      fc.property(text, (given) => {
        const parts = splitSegments(given);
        expect(parts.join('')).toBe(given);
        expect(parts).toHaveLength(countSegments(given).segments);
      }),
    );
  });

  it('are none longer than the network carries, none empty, and none could take more', () => {
    fc.assert(
      fc.property(text, (given) => {
        const { encoding, perSegment, length } = countSegments(given);
        const size = (part: string) => (encoding === 'gsm7' ? septets(part) : part.length);
        const parts = splitSegments(given);
        expect(parts.reduce((sum, part) => sum + size(part), 0)).toBe(length);
        for (const [index, part] of parts.entries()) {
          expect(size(part)).toBeLessThanOrEqual(perSegment);
          const next = [...(parts[index + 1] ?? '')][0];
          if (next !== undefined) expect(size(part) + size(next)).toBeGreaterThan(perSegment);
        }
        if (given !== '') expect(parts).not.toContain('');
      }),
    );
  });

  it('never hold half a character', () => {
    fc.assert(
      fc.property(cyrillic, (given) => {
        for (const part of splitSegments(given)) expect(part).not.toMatch(/\p{Surrogate}/u);
      }),
    );
    expect(splitSegments('€'.repeat(153)).every((part) => isGsm7(part) && septets(part) % 2 === 0)).toBe(
      true,
    );
  });
});
