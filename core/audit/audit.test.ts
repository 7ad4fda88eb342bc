import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { appendEvents } from '../events.ts';
import { storeUser } from '../user/syncUsers.ts';
import { type AuditFilter, readAudit } from './readAudit.ts';
import { readLookers } from './readSightings.ts';
import { recordSighting } from './recordSighting.ts';

let store: TestStore;
const user = (id: string, ...roles: string[]): Actor => ({ kind: 'user', id, roles });
const anna = user('anna', 'User');
const gleb = user('gleb', 'User');
const vera = user('vera', 'Supervisor');
const crm: Actor = { kind: 'service', id: 'crm', roles: [] };

beforeAll(async () => {
  store = await openTestStore();
  for (const [id, managerId] of [
    ['anna', 'vera'],
    ['vera', null],
    ['gleb', 'dina'],
  ] as const) {
    await storeUser(store.db, {
      id,
      username: id,
      name: id.toUpperCase(),
      email: null,
      managerId,
      extension: null,
      roles: ['User'],
      workGroupIds: [],
      active: true,
    });
  }
  await recordSighting(store.db, anna, { subject: 'customer:C-7', via: 'console' });
  await recordSighting(store.db, gleb, { subject: 'customer:C-7', via: 'console' });
  await recordSighting(store.db, crm, { subject: 'customer:C-9', via: 'api' });
  await store.db
    .transaction()
    .execute((trx) =>
      appendEvents(trx, [
        { type: 'customer.changed', subject: 'customer:C-7', actor: 'anna', data: { fields: ['name'] } },
        { type: 'customer.changed', subject: 'customer:C-7', actor: 'gleb' },
        { type: 'setting.changed', subject: 'setting:routing', actor: 'vera' },
        { type: 'servicerequest.opened' },
      ]),
    );
});
afterAll(() => store.close());

const read = async (actor: Actor, filter: AuditFilter = {}) =>
  (await readAudit(store.db, actor, filter, { limit: 100 })).items.map((entry) =>
    entry.kind === 'seen'
      ? `${entry.actorId} saw ${entry.subject} by ${entry.via}`
      : `${entry.actorId} ${entry.event.type}`,
  );

describe('the audit', () => {
  it('tells a supervisor what his department and systems did, newest first, and nothing of another one', async () => {
    expect(await read(vera)).toEqual([
      'vera setting.changed',
      'anna customer.changed',
      'crm saw customer:C-9 by api',
      'anna saw customer:C-7 by console',
    ]);
  });

  it('tells a system all, but never what the house did by itself', async () => {
    expect(await read(crm)).toHaveLength(6);
  });

  it.each<[string, AuditFilter, string[]]>([
    ['a person', { actorId: 'vera' }, ['vera setting.changed']],
    ['looks', { kind: 'seen', actorId: 'anna' }, ['anna saw customer:C-7 by console']],
    ['changes', { kind: 'changed', actorId: 'anna' }, ['anna customer.changed']],
    ['a subject', { about: { kind: 'subject', subject: 'setting:routing' } }, ['vera setting.changed']],
    ['a period that is over', { to: new Date(0) }, []],
    ['a period to come', { from: new Date(Date.now() + 60_000) }, []],
  ])('can be asked for %s', async (_, filter, expected) => {
    expect(await read(vera, filter)).toEqual(expected);
  });

  it('takes a second look within minutes for the same one, and another person’s for another', async () => {
    await recordSighting(store.db, anna, { subject: 'customer:C-7', via: 'console' });
    expect(await read(crm, { kind: 'seen', about: { kind: 'subject', subject: 'customer:C-7' } })).toEqual([
      'gleb saw customer:C-7 by console',
      'anna saw customer:C-7 by console',
    ]);
  });

  it('names on a card who looked, each once and the latest first', async () => {
    await store.db
      .insertInto('sighting')
      .values({ actor: 'anna', actor_kind: 'user', subject: 'customer:C-7', via: 'console' })
      .execute();
    const lookers = await readLookers(store.db, ['customer:C-7']);
    expect(lookers.map(({ actorId, name }) => [actorId, name])).toEqual([
      ['anna', 'ANNA'],
      ['gleb', 'GLEB'],
    ]);
  });

  it('read page by page is the same as read whole', async () => {
    const whole = (await readAudit(store.db, crm, {}, { limit: 100 })).items;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), async (limit) => {
        const pages = [];
        let cursor: string | undefined;
        do {
          const page = await readAudit(store.db, crm, {}, { limit, cursor });
          pages.push(...page.items);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(pages).toEqual(whole);
      }),
      { numRuns: 5 },
    );
  });

  it('refuses a foreign cursor by name', async () => {
    await expect(readAudit(store.db, crm, {}, { limit: 1, cursor: 'x' })).rejects.toMatchObject({
      field: 'cursor',
    });
  });
});
