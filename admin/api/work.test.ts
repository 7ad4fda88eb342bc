import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Incident, IncidentPage } from './schemas/incident.ts';
import { ServiceRequest, ServiceRequestPage } from './schemas/serviceRequest.ts';
import { readAnswer, readProblem } from './testing/client.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

const fieldsOf = (problem: { errors?: { field: string }[] }) => problem.errors?.map((each) => each.field);

describe('POST /service-requests', () => {
  const wish = { customerId: 'cust-0007', serviceId: 'svc-internet', text: 'Пришёл в офис' };

  it('registers one for a customer, once for a key', async () => {
    const key = { 'Idempotency-Key': uuid() };
    const made = await readAnswer(
      ServiceRequest,
      await house.call('/service-requests', 'anna', wish, key),
      201,
    );
    expect(made).toMatchObject({
      status: 'ORDERING',
      customerId: 'cust-0007',
      openedBy: 'u-anna',
      channel: 'console',
    });
    const again = await readAnswer(
      ServiceRequest,
      await house.call('/service-requests', 'anna', wish, key),
      201,
    );
    expect(again.id).toBe(made.id);
    await readProblem(await house.call('/service-requests', 'anna', { ...wish, text: 'Иное' }, key), 409);
    expect(house.enqueued).toContain(`orders:${made.id}`);
  });

  it('names what is wrong', async () => {
    const wrong = async (change: object) =>
      fieldsOf(await house.refused(400, '/service-requests', 'anna', { ...wish, ...change }));
    expect(await wrong({ customerId: 'cust-none' })).toEqual(['customerId']);
    expect(await wrong({ serviceId: 'svc-old' })).toEqual(['serviceId']);
    expect(await wrong({ text: '' })).toEqual(['text']);
    expect(await wrong({ phone: 'x' })).toEqual(['phone']);
    await house.refused(503, '/service-requests', 'anna', { ...wish, customerId: 'cust-away' });
  });
});

describe('merging', () => {
  it('closes the duplicate and brings it back', async () => {
    const into = await house.receiveFor('anna');
    const from = await house.receiveFor('anna');
    const path = `/service-requests/${from.requestId}`;
    const merged = await house.read(ServiceRequest, `${path}/merge`, 'anna', { intoId: into.requestId });
    expect(merged).toMatchObject({
      status: 'CLOSED',
      closeReason: 'DUPLICATE',
      mergedInto: into.requestId,
      mergedIntoNumber: expect.stringMatching(/^SR-/),
    });
    await house.refused(409, `${path}/merge`, 'anna', { intoId: into.requestId });
    const reopened = await readAnswer(ServiceRequest, await house.command(`${path}/unmerge`, 'anna'), 200);
    expect(reopened).toMatchObject({ status: 'IN_PROGRESS', mergedInto: null, closedAt: null });
    await readProblem(await house.command(`${path}/unmerge`, 'anna'), 409);
    await readProblem(await house.command(`${path}/unmerge`, 'boris'), 404);
    expect(fieldsOf(await house.refused(400, `${path}/merge`, 'anna', { intoId: from.requestId }))).toEqual([
      'intoId',
    ]);
  });
});

describe('the incident’s verbs', () => {
  it('takes, gives its priority, hands over, unlinks', async () => {
    const { incidentId, requestId } = await house.receiveFor(null);
    const path = `/incidents/${incidentId}`;
    const taken = await readAnswer(Incident, await house.command(`${path}/take`, 'anna'), 200);
    expect(taken.assigneeId).toBe('u-anna');
    await readProblem(await house.command(`${path}/take`, 'boris'), 404);
    const pressing = await house.read(Incident, `${path}/priority`, 'anna', { priority: 'CRITICAL' });
    expect(pressing.priority).toBe('CRITICAL');
    expect(fieldsOf(await house.refused(400, `${path}/priority`, 'anna', { priority: 'BIG' }))).toEqual([
      'priority',
    ]);
    for (const both of [{}, { assigneeId: 'u-gleb', workGroupId: 'sales' }])
      expect(fieldsOf(await house.refused(400, `${path}/transfer`, 'anna', both))).toEqual(['assigneeId']);
    expect((await house.call(`${path}/transfer`, 'anna', { assigneeId: 'u-gleb' })).status).toBe(204);
    await house.refused(404, path, 'anna');
    const ended = await readAnswer(Incident, await house.command(`${path}/unlink`, 'gleb'), 200);
    expect(ended.category).toBe('DONE');
    expect(await house.read(ServiceRequest, `/service-requests/${requestId}`)).toMatchObject({
      closeReason: 'INCIDENT_UNLINKED',
    });
  });
});

describe('searching the lists', () => {
  it('finds by words, number and phone, within what one sees', async () => {
    const { incidentId, requestId } = await house.receiveFor('anna', { text: 'Мерцает телевизор Рубин' });
    const { number } = await house.read(ServiceRequest, `/service-requests/${requestId}`);
    for (const q of ['рубин', 'телевизоры мерц', number]) {
      const found = await house.read(
        ServiceRequestPage,
        `/service-requests?q=${encodeURIComponent(q)}`,
        'anna',
      );
      expect(
        found.items.map((each) => each.id),
        q,
      ).toEqual([requestId]);
    }
    const incidents = await house.read(
      IncidentPage,
      `/incidents?q=${encodeURIComponent('рубин')}&open=true`,
      'vera',
    );
    expect(incidents.items.map((each) => each.id)).toEqual([incidentId]);
    const hidden = await house.read(
      ServiceRequestPage,
      `/service-requests?q=${encodeURIComponent('рубин')}`,
      'boris',
    );
    expect(hidden.items).toEqual([]);
  });

  it('filters by period, priority, term and by having no assignee', async () => {
    const { incidentId } = await house.receiveFor(null);
    const unassigned = await house.read(IncidentPage, '/incidents?unassigned=true', 'anna');
    expect(unassigned.items.map((each) => each.id)).toContain(incidentId);
    expect(unassigned.items.every((each) => each.assigneeId === null)).toBe(true);
    const critical = await house.read(IncidentPage, '/incidents?priority=CRITICAL&open=true');
    expect(critical.items.every((each) => each.priority === 'CRITICAL')).toBe(true);
    await house.db
      .updateTable('incident')
      .set({ due_at: new Date(Date.now() - 1000), sla_paused_at: null })
      .where('id', '=', incidentId)
      .execute();
    const late = await house.read(IncidentPage, '/incidents?sla=breached');
    expect(late.items.map((each) => each.id)).toEqual([incidentId]);
    const none = await house.read(ServiceRequestPage, '/service-requests?to=2000-01-01T00:00:00Z');
    expect(none.items).toEqual([]);
    await house.refused(400, '/service-requests?from=yesterday');
    await house.refused(400, '/incidents?sla=soon');
  });
});
