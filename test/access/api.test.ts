import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse, type TestHouse } from '../../admin/api/testing/house.ts';
import { PEOPLE } from '../../admin/api/testing/people.ts';
import { apiRows, openDocuments } from './apiRows.ts';
import { makeAround } from './makeAround.ts';
import { addressOf, expected, type Made, outcome, PERSONAS, type Persona } from './row.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

async function make(): Promise<Made> {
  const { requestId, incidentId } = await house.receiveFor('anna', { identity: crypto.randomUUID() });
  const other = await house.receiveFor('anna');
  const { incidentId: freeId } = await house.receiveFor(null);
  const { requestId: triageId } = await house.receive({ sender: 'anonymous' });
  return {
    requestId,
    incidentId,
    triageId,
    freeId,
    otherRequestId: other.requestId,
    ...(await makeAround(house, requestId, 'cust-0007')),
  };
}

async function headersOf(persona: Persona | 'system'): Promise<Record<string, string>> {
  if (persona === 'visitor') return {};
  if (persona === 'system') return bearer({ sub: 's', azp: 'helpdesk-api', roles: ['helpdesk-api'] });
  if (persona === 'roleless') return bearer({ sub: 'u-nobody', roles: ['default-roles-helpdesk'] });
  return bearer({ sub: PEOPLE[persona].id, roles: [PEOPLE[persona].role] });
}

async function bearer({ roles, ...claims }: { sub: string; azp?: string; roles: string[] }) {
  const token = await house.issuer.token({ ...claims, realm_access: { roles } });
  return { authorization: `Bearer ${token}` };
}

async function visit(route: string, persona: Persona | 'system'): Promise<'passed' | number> {
  const row = apiRows[route];
  if (!row) throw new Error(`the matrix has no row for ${route}`);
  const [method = '', path = ''] = route.split(' ');
  const made = await make();
  const body = row.body?.(made);
  const response = await house.api.request(addressOf(path, row, made), {
    method,
    headers: {
      ...(await headersOf(persona)),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  await response.body?.cancel();
  return outcome(response, method, row);
}

describe('the API', () => {
  it('has a row for every route it has, and none for one it has not', () => {
    const routes = house.api.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    expect([...Object.keys(apiRows), ...openDocuments].sort()).toEqual([...new Set(routes)].sort());
  });

  describe.each(Object.keys(apiRows))('%s', (route) => {
    it.each(PERSONAS)('as it should answers %s', async (persona) => {
      const rule = apiRows[route]?.rule;
      if (!rule) throw new Error('no rule');
      expect(await visit(route, persona)).toBe(expected(rule, persona, true));
    });

    it('lets a system in', async () => {
      expect(await visit(route, 'system')).toBe(apiRows[route]?.systemGets ?? 'passed');
    });
  });
});
