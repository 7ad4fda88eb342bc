import { describe, expect, it } from 'vitest';
import { InvalidFacts, readFacts, type WrittenFacts } from './readFacts.ts';

const WRITTEN: WrittenFacts = {
  name: '  Иванова   Мария ',
  phones: ['8 (916) 000-00-07', ' ', '+7 916 000 00 07', '8 916 000-00-08'],
  email: ' m@example.com ',
  city: 'Москва',
  district: ' ',
  street: '',
};
const read = (changes: Partial<WrittenFacts>, known?: string[]) =>
  readFacts({ ...WRITTEN, ...changes }, { country: 'RU', ...(known && { known }) });

function faultsOf(changes: Partial<WrittenFacts>): InvalidFacts {
  try {
    read(changes);
  } catch (error) {
    if (error instanceof InvalidFacts) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('facts as somebody wrote them', () => {
  it('are trimmed, nothing is null, phones are E.164 and each once', () => {
    expect(read({})).toEqual({
      name: 'Иванова Мария',
      phones: ['+79160000007', '+79160000008'],
      email: 'm@example.com',
      city: 'Москва',
      district: null,
      street: null,
    });
  });

  it.each<[Partial<WrittenFacts>, object]>([
    [{ name: ' ' }, { name: 'missing' }],
    [{ name: 'а'.repeat(201) }, { name: 'long' }],
    [{ phones: [] }, { phones: 'missing' }],
    [{ phones: ['8 916 000-00-07', '12345'] }, { phones: 'phone' }],
    [{ phones: Array.from({ length: 11 }, (_, index) => `+7916000${1000 + index}`) }, { phones: 'many' }],
    [{ email: 'мария' }, { email: 'email' }],
    [
      { street: 'x'.repeat(201), city: 'y'.repeat(101) },
      { city: 'long', street: 'long' },
    ],
    [
      { name: '', phones: ['x'], email: 'x' },
      { name: 'missing', phones: 'phone', email: 'email' },
    ],
  ])('%j: %j', (changes, faults) => {
    const error = faultsOf(changes);
    expect(error.faults).toEqual(faults);
    expect(Object.keys(faults)).toContain(error.field);
  });

  it('name the wrong phones, but not where a log would find them', () => {
    const error = faultsOf({ phones: ['8 916 000-00-07', '8916'] });
    expect(error.wrongPhones).toEqual(['8916']);
    expect(JSON.stringify(error) + error.message).not.toContain('8916');
  });

  it('leave a phone as the system wrote it, if it is his already', () => {
    expect(read({ phones: ['01 09 75 83 51', '89160000007'] }, ['01 09 75 83 51']).phones).toEqual([
      '01 09 75 83 51',
      '+79160000007',
    ]);
  });
});
