import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { openTestStore } from '../db/store.fixture.ts';
import { CLOSE_REASONS, REQUEST_STATUSES } from '../service-request/status.ts';
import type { Numbers } from './analytics.ts';
import { FIGURES } from './figures.ts';
import { NONE, requireFilter, type ShowcaseFilter } from './filter.ts';
import { storeHouse, storePast } from './history.fixture.ts';
import { countCounted, listCounted, readCounted } from './listCounted.ts';
import { createPostgresAnalytics } from './postgres/postgresAnalytics.ts';
import { readWindow } from './window.ts';

const ZONE = 'Europe/Moscow';
const vera: Actor = { kind: 'user', id: 'vera', roles: ['Supervisor'] };
const dina: Actor = { kind: 'user', id: 'dina', roles: ['Supervisor'] };
const system: Actor = { kind: 'service', id: 'helpdesk-api', roles: [] };

let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  const store = await openTestStore();
  ({ db, close } = store);
  await storeHouse(db);
});
afterAll(() => close());

const scopeOf = (params: Record<string, string>, actor: Actor) => {
  const filter = requireFilter(params, { now: new Date(), zone: ZONE });
  return { actor, filter, window: readWindow(filter, ZONE) };
};
const analytics = () => createPostgresAnalytics(db);

describe('every number is as long as the list behind it', () => {
  beforeAll(async () => {
    const day = (n: number, hour: number) => new Date(Date.UTC(2025, 4, 28 + n, hour)).toISOString();
    const pick = <Item>(items: readonly Item[], n: number) => items[n % items.length] as Item;
    for (let n = 0; n < 60; n += 1) {
      const at = day(n % 14, (n * 7) % 24);
      const later = (hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString();
      const open = n % 5 === 0;
      await storePast(db, {
        at,
        channel: pick(['sms', 'cti', 'telegram'], n),
        service: pick(['svc-internet', 'svc-billing', null], n),
        ...(n % 3 !== 0 && { answered: later((n % 9) / 2) }),
        ...(!open && { closed: later(n % 40), reason: pick(CLOSE_REASONS, n) }),
        ...(!open && n % 4 === 0 && { rating: (n % 5) + 1 }),
        ...(n % 6 !== 0 && {
          incident: {
            agent: pick(['anna', 'boris', 'gleb', 'vera', null], n),
            group: pick(['internet', 'billing', null], n),
            ...(n % 2 === 0 && { due: later(12) }),
            ...(n % 8 === 0 && { breached: later(12) }),
          },
        }),
      });
    }
  });

  const filters = fc.record(
    {
      channel: fc.constantFrom('sms', 'cti', 'telegram'),
      service: fc.constantFrom('svc-internet', 'svc-billing', NONE),
      workGroup: fc.constantFrom('internet', 'billing', NONE),
      department: fc.constantFrom('vera', 'dina'),
      agent: fc.constantFrom('anna', 'boris', 'gleb', NONE),
      state: fc.constantFrom(...REQUEST_STATUSES),
    },
    { requiredKeys: [] },
  );
  const days = fc
    .tuple(fc.integer({ min: 25, max: 45 }), fc.integer({ min: 0, max: 10 }))
    .map(([first, length]) => {
      const day = (n: number) => new Date(Date.UTC(2025, 4, n)).toISOString().slice(0, 10);
      return { from: day(first), to: day(first + length) };
    });
  const few = { numRuns: 15 };

  test('headline, rows and buckets', async () => {
    const actors = fc.constantFrom(vera, dina, system);
    await fc.assert(
      fc.asyncProperty(filters, days, actors, async (params, period, actor) => {
        const scope = scopeOf({ ...params, ...period }, actor);
        const report = await analytics().report(scope);
        await expectLists(scope, report.summary);
        for (const by of ['agent', 'service', 'workGroup', 'channel'] as const) {
          for (const row of report.by[by]) {
            const change = { [by]: row.key ?? NONE } as Partial<ShowcaseFilter>;
            await expectLists({ ...scope, filter: { ...scope.filter, ...change } }, row);
          }
        }
        for (const { key, closed } of report.by.closeReason) {
          const closeReason = CLOSE_REASONS.find((reason) => reason === key);
          expect(await countCounted(db, { ...scope, closeReason }, 'closed')).toBe(closed);
        }
        for (const [index, bucket] of scope.window.buckets.entries()) {
          const point = report.series[index];
          const filter = { ...scope.filter, period: null, from: bucket.from, to: bucket.to };
          const window = readWindow(filter, ZONE, bucket.hour ?? undefined);
          if (point && bucket.hour === null) await expectLists({ ...scope, filter, window }, point);
        }
      }),
      few,
    );
  }, 60_000);

  test('a list read page by page holds each request once, newest first', async () => {
    for (const figure of FIGURES) {
      const scope = scopeOf({ from: '2025-05-20', to: '2025-06-20' }, system);
      const numbers: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listCounted(db, scope, figure, { limit: 7, cursor });
        numbers.push(...page.items.map(({ number }) => number));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(numbers).toHaveLength(await countCounted(db, scope, figure));
      const exported: string[] = [];
      for await (const batch of readCounted(db, scope, figure, 1_000)) {
        exported.push(...batch.map(({ number }) => number));
      }
      expect(exported).toEqual(numbers);
    }
  });

  async function expectLists(scope: ReturnType<typeof scopeOf>, numbers: Numbers): Promise<void> {
    const counted: Record<string, number> = {};
    for (const figure of FIGURES) counted[figure] = await countCounted(db, scope, figure);
    expect(counted).toEqual(Object.fromEntries(FIGURES.map((figure) => [figure, numbers[figure]])));
  }
});
