import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TEXT, splitText } from './splitText.ts';

const words = (text: string) => text.split(/\s+/).filter(Boolean);
const bare = (parts: string[]) => parts.join('').replace(/\s+/g, '');
const lone = /\p{Surrogate}/u;
const anyText = fc.string({ unit: fc.constantFrom('a', 'я', '😀', ' ', '\n', '\n\n', '\t'), maxLength: 300 });

describe('splitText', () => {
  it('leaves a text that fits as it is, an empty one too', () => {
    for (const text of ['Да', 'x'.repeat(MAX_TEXT), '', '  ']) expect(splitText(text)).toEqual([text]);
  });

  it('cuts at a paragraph, else at a line, else between words, else anywhere', () => {
    expect(splitText('один два\n\nтри\nчетыре', 14)).toEqual(['один два', 'три\nчетыре']);
    expect(splitText('один два\nтри четыре', 14)).toEqual(['один два', 'три четыре']);
    expect(splitText('один два три', 9)).toEqual(['один два', 'три']);
    expect(splitText('абвгдежзик', 4)).toEqual(['абвг', 'дежз', 'ик']);
  });

  it('makes no small first piece for the sake of an early paragraph', () => {
    expect(splitText('а\n\nбббб вввв гггг', 12)).toEqual(['а\n\nбббб вввв', 'гггг']);
  });

  it('loses and reorders nothing but white space, and every part is sendable', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 40 }), (text, limit) => {
        const parts = splitText(text, limit);
        expect(bare(parts)).toBe(bare([text]));
        if (text.trim() === '') return;
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.trim()).toBe(part);
          expect(part).not.toBe('');
          expect(part).not.toMatch(lone);
        }
      }),
    );
  });

  it('breaks no word that fits into a part', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 40 }), (text, limit) => {
        fc.pre(words(text).every((word) => word.length <= limit));
        expect(splitText(text, limit).flatMap(words)).toEqual(words(text));
      }),
    );
  });
});
