import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse, type TestHouse } from '../../admin/api/testing/house.ts';
import { PEOPLE } from '../../admin/api/testing/people.ts';
import { addCallback, addFile } from '../../admin/console/testing/rows.ts';
import { recogniseSender } from '../../core/identity/recogniseSender.ts';
import { apiRows, openDocuments } from './apiRows.ts';
import { addressOf, expected, type Made, outcome, PERSONAS, type Persona } from './row.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

async function make(): Promise<Made> {
  const { requestId, incidentId } = await house.receiveFor('anna', { identity: crypto.randomUUID() });
  const { requestId: triageId, contactId } = await house.receive({ sender: 'anonymous' });
  const bytes = new Uint8Array([137, 80, 78, 71]);
  const fileId = await addFile(house.db, requestId, { mime_type: 'image/png', file_name: 'a.png', bytes });
  const callbackId = await addCallback(house.db, requestId);
  const made = await house.db
    .selectFrom('contact')
    .select('id')
    .where('servicerequest_id', '=', requestId)
    .executeTakeFirstOrThrow();
  await recogniseSender(
    house.ctx,
    { kind: 'service', id: 'test', roles: [] },
    { requestId, customerId: 'cust-0007' },
  );
  const { id: linkId } = await house.db
    .selectFrom('identity_link')
    .select('id')
    .where('unlinked_at', 'is', null)
    .orderBy('linked_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return {
    requestId,
    incidentId,
    triageId,
    fileId,
    callbackId,
    linkId,
    contactId: made.id,
    triageContactId: contactId,
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
  return outcome(response, method);
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
      expect(await visit(route, 'system')).toBe(apiRows[route]?.notForSystems ? 404 : 'passed');
    });
  });
});
