import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse, type TestHouse } from '../../admin/api/testing/house.ts';
import { PEOPLE } from '../../admin/api/testing/people.ts';
import { apiRows, openDocuments } from './apiRows.ts';
import { makeAround } from './makeAround.ts';
import { checkMatrix, type Visit, visitRoute } from './matrix.ts';
import type { Made, Persona } from './row.ts';

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

async function come(persona: Persona | 'system', { method, address, body }: Visit): Promise<Response> {
  const files: unknown[] = Array.isArray(body?.files) ? body.files : [];
  const sent = files.length > 0 ? formOf(files) : body && JSON.stringify(body);
  return house.api.request(address, {
    method,
    headers: {
      ...(await headersOf(persona)),
      ...(typeof sent === 'string' && { 'content-type': 'application/json' }),
    },
    ...(sent && { body: sent }),
  });
}

function formOf(files: unknown[]): FormData {
  const form = new FormData();
  for (const file of files) if (file instanceof File) form.append('files', file);
  return form;
}

describe('the API', () => {
  checkMatrix({
    api: true,
    rows: apiRows,
    others: openDocuments,
    routes: () => house.api.routes,
    make,
    come,
  });

  it.each(Object.entries(apiRows))('%s lets a system in', async (route, { systemGets }) => {
    const answered = await visitRoute({ rows: apiRows, make }, route, (visit) => come('system', visit));
    expect(answered).toBe(systemGets ?? 'passed');
  });
});
