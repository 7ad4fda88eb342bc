import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsole, type TestConsole } from '../../admin/console/testing/openConsole.ts';
import { addCallback, addFile } from '../../admin/console/testing/rows.ts';
import type { Actor } from '../../core/access/actor.ts';
import { recogniseSender } from '../../core/identity/recogniseSender.ts';
import { consoleRows, otherDoors } from './consoleRows.ts';
import { addressOf, expected, type Made, outcome, PERSONAS, type Persona } from './row.ts';

/** What a test makes is made by a system, which may do all. */
const HOUSE: Actor = { kind: 'service', id: 'test', roles: [] };

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
});
afterAll(() => house.close());

async function make(): Promise<Made> {
  const requestId = await house.take({
    sender: '+79160000007',
    identity: randomUUID(),
    serviceId: 'svc-internet',
    text: 'Нет сети',
  });
  const incidentId = (await house.advance(requestId)) ?? '';
  await house.db.updateTable('incident').set({ assignee_id: 'anna' }).where('id', '=', incidentId).execute();
  const triageId = await house.take({ sender: 'anonymous' });
  const bytes = new Uint8Array([137, 80, 78, 71]);
  const fileId = await addFile(house.db, requestId, { mime_type: 'image/png', file_name: 'a.png', bytes });
  const callbackId = await addCallback(house.db, requestId);
  await recogniseSender(house.ctx, HOUSE, { requestId, customerId: 'C-7' });
  const { id: linkId } = await house.db
    .selectFrom('identity_link')
    .select('id')
    .where('unlinked_at', 'is', null)
    .orderBy('linked_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { requestId, incidentId, triageId, fileId, callbackId, linkId };
}

async function visit(route: string, persona: Persona): Promise<'passed' | number> {
  const row = consoleRows[route];
  if (!row) throw new Error(`the matrix has no row for ${route}`);
  const [method = '', path = ''] = route.split(' ');
  const made = await make();
  const visitor = await house.visit(
    persona === 'visitor' ? undefined : persona === 'roleless' ? 'nobody' : persona,
  );
  const address = addressOf(path, row, made);
  const fields = (row.body?.(made) ?? {}) as Record<string, string>;
  const response = await (method === 'GET' ? visitor.get(address) : visitor.post(address, fields));
  await response.body?.cancel();
  return outcome(response, method);
}

describe('the console', () => {
  it('has a row for every route it has, and none for one it has not', () => {
    const routes = house.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    expect([...Object.keys(consoleRows), ...otherDoors].sort()).toEqual([...new Set(routes)].sort());
  });

  describe.each(Object.keys(consoleRows))('%s', (route) => {
    it.each(PERSONAS)('as it should answers %s', async (persona) => {
      const rule = consoleRows[route]?.rule;
      if (!rule) throw new Error('no rule');
      expect(await visit(route, persona)).toBe(expected(rule, persona, false));
    });
  });
});
