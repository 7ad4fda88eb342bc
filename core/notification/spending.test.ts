import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { houseConfig } from '../config.fixture.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { tidy } from '../tidy.ts';
import { type SpendingLimits, spend } from './spending.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await store.db.deleteFrom('notice_spending').execute();
});
afterAll(() => store.close());

const limits = (changes: Partial<SpendingLimits> = {}): SpendingLimits =>
  houseConfig({
    NOTICE_PER_NUMBER_HOUR: 3,
    NOTICE_PER_NUMBER_DAY: 4,
    NOTICE_PER_PREFIX_DAY: 6,
    NOTICE_PER_DAY: 8,
    ...changes,
  });
const send = (address: string, segments = 1, rules = limits()) =>
  store.db.transaction().execute((trx) => spend(trx, address, segments, rules));
const booked = async (scope: string) => {
  const rows = await store.db
    .selectFrom('notice_spending')
    .select('segments')
    .where('scope', '=', scope)
    .execute();
  return rows.reduce((sum, row) => sum + row.segments, 0);
};

describe('the guards of paid messages', () => {
  it('allow the countries of our own calling code, or those listed', async () => {
    expect(await send('+79160000001')).toBeNull();
    expect(await send('87011234567')).toBeNull();
    expect(await send('+4915112345678')).toBe('guard.country');
    expect(await send('+4915112345678', 1, limits({ NOTICE_COUNTRIES: ['DE'] }))).toBeNull();
    expect(await send('+79160000001', 1, limits({ NOTICE_COUNTRIES: ['DE'] }))).toBe('guard.country');
  });

  it.each(['1234', 'MegaFon', '', '+7916000'])(
    'never send to %j, which is no subscriber',
    async (address) => {
      expect(await send(address)).toBe('guard.no_phone');
    },
  );

  it('stop one number by the hour, its range by the day, and everything by the budget', async () => {
    expect(await send('+79160000001', 3)).toBeNull();
    expect(await send('+79160000001')).toBe('guard.number_hour');
    expect(await send('+79160000002', 3)).toBeNull();
    expect(await send('+79160000003')).toBe('guard.prefix_day');
    expect(await send('+79161110003', 2)).toBeNull();
    expect(await send('+79162220003')).toBe('guard.budget_day');
  });

  it('count the number’s day too', async () => {
    const rules = limits({ NOTICE_PER_NUMBER_HOUR: 10 });
    expect(await send('+79160000001', 4, rules)).toBeNull();
    expect(await send('+79160000001', 1, rules)).toBe('guard.number_day');
  });

  it('a number they stop does not use up what others may spend', async () => {
    await send('+79160000001', 3);
    const before = await booked('guard.budget_day');
    for (let round = 0; round < 5; round += 1) await send('+79160000001');
    expect(await booked('guard.budget_day')).toBe(before);
    expect(await booked('guard.prefix_day')).toBe(before);
  });

  it('hold under messages sent at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 12 }),
        async (sizes) => {
          await store.db.deleteFrom('notice_spending').execute();
          const ends = await Promise.all(sizes.map((size) => send('+79160000001', size)));
          const through = sizes
            .filter((_, index) => ends[index] === null)
            .reduce((sum, size) => sum + size, 0);
          expect(through).toBeLessThanOrEqual(3);
          expect(await booked('guard.number_hour')).toBe(through);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('forget the books of past days', async () => {
    await send('+79160000001');
    await store.db
      .updateTable('notice_spending')
      .set({ period_start: new Date(Date.now() - 3 * 86_400_000) })
      .where('scope', '=', 'guard.number_day')
      .execute();
    await tidy(store.db);
    expect(await booked('guard.number_day')).toBe(0);
    expect(await booked('guard.number_hour')).toBe(1);
  });
});
