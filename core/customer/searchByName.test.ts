import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerOf } from './customer.fixture.ts';
import { foldName } from './foldName.ts';
import { searchByName, spellingsOf } from './searchByName.ts';

const LETTERS = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';
/** A word as names are written: a capital, and ё once at the most. */
const nameWord = fc
  .tuple(
    fc.array(fc.constantFrom(...LETTERS.replace('ё', '')), { minLength: 2, maxLength: 9 }),
    fc.nat(8),
    fc.boolean(),
  )
  .map(([letters, place, hasYo]) => {
    if (hasYo) letters[place % letters.length] = 'ё';
    const [first = '', ...rest] = letters;
    return first.toUpperCase() + rest.join('');
  });

/** The strictest system there may be: minds case, and tells ё from е. */
const strict = (names: string[]) => async (text: string) =>
  names
    .map((name, index) => customerOf({ id: String(index), name, phones: [] }))
    .filter(({ name }) => name.includes(text));

describe('folding a name', () => {
  it('minds neither case, nor ё, nor how its spaces and accents are written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...`${LETTERS} -'`, ...LETTERS.toUpperCase()) }),
        (name) => {
          const folded = foldName(name);
          expect(foldName(name.toUpperCase())).toBe(folded);
          expect(foldName(name.replaceAll('ё', 'е').replaceAll('Ё', 'Е'))).toBe(folded);
          expect(foldName(` ${name.replaceAll(' ', '  ')}\u00a0`)).toBe(folded);
          expect(foldName(name.normalize('NFD'))).toBe(folded);
          expect(foldName(folded)).toBe(folded);
        },
      ),
    );
  });
});

describe('searching by name', () => {
  it('finds a word in any case, with ё or е, in a system that minds both', async () => {
    await fc.assert(
      fc.asyncProperty(nameWord, nameWord, fc.nat(3), async (name, other, way) => {
        // A word of four е and more is beyond what is tried.
        fc.pre((name.match(/[её]/gi) ?? []).length <= 4);
        const typed = [
          name.toLowerCase(),
          name.toUpperCase(),
          name.replaceAll('ё', 'е').replaceAll('Ё', 'Е'),
          name.toLowerCase().replaceAll('ё', 'е'),
        ][way];
        const found = await searchByName(strict([other, name]), typed ?? '', 10);
        expect(found.map((each) => each.name)).toContain(name);
        for (const each of found) expect(foldName(each.name)).toContain(foldName(name));
      }),
    );
  });

  it('finds what is typed with ё where the system has е', async () => {
    const found = await searchByName(strict(['Семенов Петр', 'Соколов Пётр']), 'семёнов', 10);
    expect(found.map((each) => each.name)).toEqual(['Семенов Петр']);
  });

  it.each(['Тимофей Сидоров', 'сидоров тим', 'ТИМ СИД', ' тимофей  сидоров '])(
    'finds %j, whichever word is first',
    async (typed) => {
      const system = strict(['Сидоров Тимофей', 'Сидоров Пётр', 'Тимофеев Иван']);
      const found = await searchByName(system, typed, 10);
      expect(found.map((each) => each.name)).toEqual(['Сидоров Тимофей']);
    },
  );

  it('finds whom the answer to one word has no room for', async () => {
    const many = Array.from({ length: 50 }, (_, index) => `Тимофей Иванов ${index}`);
    const system = strict([...many, 'Сидоров Тимофей']);
    const found = await searchByName(
      async (name) => (await system(name)).slice(0, 10),
      'тимофей сидоров',
      10,
    );
    expect(found.map((each) => each.name)).toEqual(['Сидоров Тимофей']);
  });

  it('keeps what does not fit out, whatever the system answers, and each customer once', async () => {
    const everybody = async () =>
      ['Иванов', 'Петров'].map((name) => customerOf({ id: name, name, phones: [] }));
    const found = await searchByName(everybody, 'ПЕТ', 10);
    expect(found.map((each) => each.id)).toEqual(['Петров']);
  });

  it('asks seldom: at most seven spellings, the typed one first', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...LETTERS, ' '), minLength: 1 }), (text) => {
        const spellings = spellingsOf(text);
        expect(spellings[0]).toBe(text);
        expect(spellings.length).toBeLessThanOrEqual(7);
        expect(new Set(spellings).size).toBe(spellings.length);
      }),
    );
    expect(spellingsOf('Кузьмин')).toEqual(['Кузьмин']);
  });

  it('asks nobody for nothing', async () => {
    const nobody = () => Promise.reject(new Error('was asked'));
    expect(await searchByName(nobody, '  ', 10)).toEqual([]);
  });
});
