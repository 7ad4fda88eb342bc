import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventPage } from './schemas/event.ts';
import { Incident } from './schemas/incident.ts';
import { ProcessStepPage } from './schemas/process.ts';
import { ServiceRequest } from './schemas/serviceRequest.ts';
import { readProblem } from './testing/client.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

const UNKNOWN = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01';

let house: TestHouse;

beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

const fieldsOf = (problem: { errors?: { field: string }[] }) => problem.errors?.map((each) => each.field);

describe('POST /service-requests/{id}/triage', () => {
  it('goes on by itself once both are known; who settled it sees it, his colleague does not', async () => {
    const { requestId } = await house.receive({ sender: '+79160000099', serviceId: null });
    const path = `/service-requests/${requestId}`;
    const before = await house.read(ServiceRequest, path, 'anna');
    expect(before.triageReasons).toEqual(['CUSTOMER_AMBIGUOUS', 'SERVICE_UNKNOWN']);
    expect(before.candidates.map((each) => each.id)).toEqual(['cust-0099', 'cust-1001']);

    const half = await house.read(ServiceRequest, `${path}/triage`, 'anna', { customerId: 'cust-1001' });
    expect(half).toMatchObject({
      status: 'TRIAGE',
      customerId: 'cust-1001',
      triageReasons: ['SERVICE_UNKNOWN'],
    });
    const whole = await house.read(ServiceRequest, `${path}/triage`, 'anna', { serviceId: 'svc-internet' });
    expect(whole).toMatchObject({ status: 'ORDERING', serviceId: 'svc-internet', triageReasons: [] });
    expect(house.enqueued).toContain(`orders:${requestId}`);

    const { items } = await house.read(EventPage, `${path}/timeline`);
    expect(items.at(-1)).toMatchObject({ type: 'servicerequest.ordering', actor: 'u-anna' });
    await house.read(ServiceRequest, path, 'anna');
    await house.refused(404, path, 'boris');
    const again = await house.refused(409, `${path}/triage`, 'system', { serviceId: 'svc-billing' });
    expect(again.code).toBe('servicerequest.not_in_triage');
  });

  it('names what is wrong with the choice', async () => {
    const { requestId } = await house.receive({ sender: 'anonymous', serviceId: null });
    const path = `/service-requests/${requestId}/triage`;
    const wrong = async (body: unknown) => fieldsOf(await house.refused(400, path, 'anna', body));
    expect(await wrong({})).toEqual(['customerId']);
    expect(await wrong({ customerId: 'cust-none' })).toEqual(['customerId']);
    expect(await wrong({ customerId: 7 })).toEqual(['customerId']);
    expect(await wrong({ customerId: '..' })).toEqual(['customerId']);
    expect(await wrong({ serviceId: 'svc-none' })).toEqual(['serviceId']);
    expect(await wrong({ serviceId: 'svc-old' })).toEqual(['serviceId']);
    expect(await wrong({ serviceId: 'a\u0000b' })).toEqual(['serviceId']);
    expect(await wrong({ serviceID: 'svc-internet', customerId: 'cust-0007' })).toEqual(['serviceID']);
    expect(await wrong([])).toEqual(['(body)']);
    expect(await wrong(null)).toEqual(['(body)']);
    await house.refused(503, path, 'anna', { customerId: 'cust-away' });
    await house.refused(404, `/service-requests/${UNKNOWN}/triage`, 'anna', { customerId: 'cust-0007' });
    await house.refused(404, '/service-requests/7/triage', 'anna', { customerId: 'cust-0007' });
  });
});

describe('POST /service-requests/{id}/close', () => {
  it('closes one in triage by whoever sees it, who still sees it then', async () => {
    const { requestId } = await house.receive({ sender: 'anonymous' });
    const path = `/service-requests/${requestId}`;
    const closed = await house.read(ServiceRequest, `${path}/close`, 'anna', { reason: 'SPAM' });
    expect(closed).toMatchObject({ status: 'CLOSED', closeReason: 'SPAM', closedBy: 'u-anna' });
    expect(closed.closedAt).not.toBeNull();
    expect((await house.read(ServiceRequest, path, 'anna')).status).toBe('CLOSED');
    const again = await house.refused(409, `${path}/close`, 'anna', { reason: 'SPAM' });
    expect(again.code).toBe('servicerequest.closed');
  });

  it('closes its incident with it, for the assignee and his supervisor', async () => {
    for (const who of ['anna', 'vera', 'system'] as const) {
      const { requestId, incidentId } = await house.receiveFor('anna');
      await house.read(ServiceRequest, `/service-requests/${requestId}/close`, who, { reason: 'DUPLICATE' });
      const incident = await house.read(Incident, `/incidents/${incidentId}`);
      expect(incident).toMatchObject({ category: 'DONE', step: 'resolved' });
    }
  });

  it('is not for those who do not see it, nor for those who see it and have no right', async () => {
    const { requestId } = await house.receiveFor('anna');
    const path = `/service-requests/${requestId}/close`;
    await house.refused(404, path, 'boris', { reason: 'SPAM' });
    await house.refused(404, path, 'dina', { reason: 'SPAM' });
    // In triage everybody sees it; its incident stays the assignee's.
    await house.db
      .updateTable('servicerequest')
      .set({ status: 'TRIAGE' })
      .where('id', '=', requestId)
      .execute();
    expect((await house.refused(403, path, 'boris', { reason: 'SPAM' })).code).toBe('incident.not_yours');
  });

  it('wants a reason of the list', async () => {
    const { requestId } = await house.receiveFor('anna');
    const path = `/service-requests/${requestId}/close`;
    for (const body of [{}, { reason: 'BORED' }, { reason: null }]) {
      expect(fieldsOf(await house.refused(400, path, 'anna', body))).toEqual(['reason']);
    }
  });
});

describe('POST /incidents/{id}/move', () => {
  it('walks the process to its end, which closes incident and request', async () => {
    const { requestId, incidentId } = await house.receiveFor('anna');
    const path = `/incidents/${incidentId}`;
    const steps = async () => (await house.read(ProcessStepPage, `${path}/transitions`, 'anna')).items;
    expect((await steps()).map((step) => step.id)).toEqual(['diagnose']);
    expect(await house.read(Incident, `${path}/move`, 'anna', { step: 'diagnose' })).toMatchObject({
      step: 'diagnose',
      category: 'DOING',
    });
    expect((await steps()).map((step) => step.category)).toEqual(['WAITING', 'WAITING', 'DONE']);
    const done = await house.read(Incident, `${path}/move`, 'anna', { step: 'resolved' });
    expect(done).toMatchObject({ step: 'resolved', category: 'DONE' });
    expect(done.closedAt).not.toBeNull();
    expect(await steps()).toEqual([]);
    expect(await house.read(ServiceRequest, `/service-requests/${requestId}`, 'anna')).toMatchObject({
      status: 'CLOSED',
      closeReason: 'RESOLVED',
    });
    await house.refused(409, `${path}/move`, 'anna', { step: 'diagnose' });
  });

  it('refuses what the process does not have, and who has no say', async () => {
    const { incidentId } = await house.receiveFor('anna');
    const path = `/incidents/${incidentId}/move`;
    expect(fieldsOf(await house.refused(400, path, 'anna', { step: 'nowhere' }))).toEqual(['step']);
    expect(fieldsOf(await house.refused(400, path, 'anna', {}))).toEqual(['step']);
    expect((await house.refused(409, path, 'anna', { step: 'resolved' })).code).toBe(
      'incident.no_transition',
    );
    await house.refused(404, path, 'boris', { step: 'diagnose' });
    await house.refused(404, `/incidents/${UNKNOWN}/move`, 'system', { step: 'diagnose' });
    await house.read(Incident, path, 'vera', { step: 'diagnose' });
  });

  it('one of two who move it at once wins', async () => {
    const { incidentId } = await house.receiveFor('anna');
    const path = `/incidents/${incidentId}/move`;
    const answers = await Promise.all([
      house.call(path, 'anna', { step: 'diagnose' }),
      house.call(path, 'vera', { step: 'diagnose' }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });
});

describe('the body', () => {
  const post = async (body: string | ReadableStream, type: string | null = 'application/json') =>
    house.api.request(`/v1/incidents/${UNKNOWN}/move`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await house.issuer.token({ sub: 'u-anna', realm_access: { roles: ['User'] } })}`,
        ...(type !== null && { 'content-type': type }),
      },
      body,
      duplex: 'half',
    } as RequestInit);

  it('must be JSON, by its type and in truth', async () => {
    for (const text of ['', '{', 'Иванов', '{"step":"new",}']) await readProblem(await post(text), 400);
    await readProblem(await post('step=new', 'application/x-www-form-urlencoded'), 415);
    await readProblem(await post('{"step":"new"}', 'text/plain'), 415);
    expect(house.logged()).not.toContain('Иванов');
  });

  it('is 64 KiB long at the most, announced or not', async () => {
    const body = JSON.stringify({ step: 'x'.repeat(70_000) });
    await readProblem(await post(body), 413);
    await readProblem(await post(new Blob([body]).stream()), 413);
  });
});
