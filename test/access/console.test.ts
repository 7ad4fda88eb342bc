import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsole, type TestConsole } from '../../admin/console/testing/openConsole.ts';
import type { PersonName } from '../../admin/console/testing/people.ts';
import { rememberingOutbound } from '../../core/house.fixture.ts';
import { consoleRows, otherDoors } from './consoleRows.ts';
import { makeAround } from './makeAround.ts';
import { addressOf, expected, type Made, outcome, PERSONAS, type Persona } from './row.ts';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
  house.ctx.senders.set('sms', rememberingOutbound());
});
afterAll(() => house.close());

async function underway(assignee: PersonName | null): Promise<{ requestId: string; incidentId: string }> {
  const requestId = await house.take({
    sender: '+79160000007',
    identity: randomUUID(),
    serviceId: 'svc-internet',
    text: 'Нет сети',
  });
  const incidentId = (await house.advance(requestId)) ?? '';
  await house.db
    .updateTable('incident')
    .set({ assignee_id: assignee, work_group_id: 'internet' })
    .where('id', '=', incidentId)
    .execute();
  return { requestId, incidentId };
}

async function make(): Promise<Made> {
  const { requestId, incidentId } = await underway('anna');
  const other = await underway('anna');
  const { incidentId: freeId } = await underway(null);
  const triageId = await house.take({ sender: 'anonymous' });
  return {
    requestId,
    incidentId,
    triageId,
    freeId,
    otherRequestId: other.requestId,
    customerId: 'C-7',
    ...(await makeAround(house, requestId)),
  };
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
  if (response.status === 500) throw new Error(house.logged.at(-1));
  await response.body?.cancel();
  return outcome(response, method, row);
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
