import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { openConsole, type TestConsole } from '../../admin/console/testing/openConsole.ts';
import type { PersonName } from '../../admin/console/testing/people.ts';
import { rememberingOutbound } from '../../core/house.fixture.ts';
import { consoleRows, otherDoors } from './consoleRows.ts';
import { makeAround } from './makeAround.ts';
import { checkMatrix, type Visit } from './matrix.ts';
import type { Made, Persona } from './row.ts';

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

async function come(persona: Persona, { method, address, body = {} }: Visit): Promise<Response> {
  const visitor = await house.visit(
    persona === 'visitor' ? undefined : persona === 'roleless' ? 'nobody' : persona,
  );
  const fields = body as Record<string, string>;
  const response = await (method === 'GET' ? visitor.get(address) : visitor.post(address, fields));
  if (response.status === 500) throw new Error(house.logged.at(-1));
  return response;
}

describe('the console', () => {
  checkMatrix({
    api: false,
    rows: consoleRows,
    others: otherDoors,
    routes: () => house.app.routes,
    make,
    come,
  });
});
