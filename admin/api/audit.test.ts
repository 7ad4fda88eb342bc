import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditPage } from './schemas/auditEntry.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

let house: TestHouse;
let incidentId: string;

beforeAll(async () => {
  house = await startHouse();
  ({ incidentId } = await house.receiveFor('anna'));
  await house.call(`/incidents/${incidentId}`, 'anna');
  await house.call(`/incidents/${incidentId}`, 'gleb');
  await house.call(`/incidents/${incidentId}/move`, 'anna', { step: 'diagnose' });
});
afterAll(() => house.stop());

describe('GET /audit', () => {
  it('tells who read and changed what over the API', async () => {
    const { items } = await house.read(AuditPage, '/audit', 'vera');
    expect(items.map((entry) => (entry.kind === 'seen' ? entry.subject : entry.event.type))).toEqual([
      'incident.moved',
      `incident:${incidentId}`,
    ]);
  });

  it('is narrowed by what it is about', async () => {
    const { number } = await house.db.selectFrom('incident').select('number').executeTakeFirstOrThrow();
    expect((await house.read(AuditPage, `/audit?about=${number}&kind=seen`)).items).toHaveLength(1);
    expect((await house.read(AuditPage, '/audit?about=INC-999999')).items).toEqual([]);
    expect((await house.read(AuditPage, '/audit?to=2020-01-01T00:00:00Z')).items).toEqual([]);
  });

  it('is refused to agents, empty to another department, and refuses what it does not know', async () => {
    await house.refused(403, '/audit', 'anna');
    expect((await house.read(AuditPage, '/audit', 'dina')).items).toEqual([]);
    await house.refused(400, '/audit?from=yesterday', 'vera');
    await house.refused(400, '/audit?cursor=x', 'vera');
  });
});
