import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventPage } from './schemas/event.ts';
import { IdentityPage } from './schemas/identity.ts';
import { ServiceRequest } from './schemas/serviceRequest.ts';
import { readProblem } from './testing/client.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

const UNKNOWN = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01';

let house: TestHouse;
let people = 0;

beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

/** Somebody new who writes by a chat that knows no phones; each touch opens a request. */
function somebody() {
  people += 1;
  const identity = `chat-${people}`;
  return { channel: 'chat', identity, sender: null, address: identity };
}
const fieldsOf = (problem: { errors?: { field: string }[] }) => problem.errors?.map((each) => each.field);

describe('POST /service-requests/{id}/identity', () => {
  it('links the sender to the customer: his next request is already his', async () => {
    const sender = somebody();
    const { requestId } = await house.receive({ ...sender, serviceId: null });
    const path = `/service-requests/${requestId}`;
    const { items } = await house.read(IdentityPage, `${path}/identity`, 'anna', { customerId: 'cust-0007' });
    expect(items).toMatchObject([
      {
        channel: 'chat',
        identity: sender.identity,
        phone: null,
        customerId: 'cust-0007',
        customerName: 'Иванов Иван',
        rung: 'CUSTOMER_MATCH',
        linkedBy: 'u-anna',
        unlinkedAt: null,
      },
    ]);
    expect((await house.read(IdentityPage, `${path}/identities`, 'anna')).items).toEqual(items);
    const ofCustomer = await house.read(IdentityPage, '/customers/cust-0007/identities', 'boris');
    expect(ofCustomer.items).toEqual(items);

    const next = await house.receive(sender);
    const request = await house.read(ServiceRequest, `/service-requests/${next.requestId}`);
    expect(request).toMatchObject({ customerId: 'cust-0007', rung: 'CUSTOMER_MATCH', triageReasons: [] });
  });

  it('keeps the former link as history, newest first', async () => {
    const { requestId } = await house.receive({ ...somebody(), serviceId: null });
    const path = `/service-requests/${requestId}/identity`;
    await house.read(IdentityPage, path, 'anna', { customerId: 'cust-0099' });
    const { items } = await house.read(IdentityPage, path, 'boris', { customerId: 'cust-1001' });
    expect(items).toMatchObject([
      { customerId: 'cust-1001', unlinkedAt: null },
      { customerId: 'cust-0099', unlinkedBy: 'u-boris', unlinkReason: 'replaced' },
    ]);
    const again = await house.read(IdentityPage, path, 'boris', { customerId: 'cust-1001' });
    expect(again.items).toEqual(items);
    const first = await house.read(IdentityPage, `/service-requests/${requestId}/identities?limit=1`);
    expect(first.items).toEqual(items.slice(0, 1));
    const rest = await house.read(
      IdentityPage,
      `/service-requests/${requestId}/identities?limit=1&cursor=${first.nextCursor}`,
    );
    expect(rest).toEqual({ items: items.slice(1), nextCursor: null });
  });

  it('names what is wrong, and who may not', async () => {
    const { requestId } = await house.receive(somebody());
    const path = `/service-requests/${requestId}/identity`;
    for (const body of [{}, { customerId: 'cust-none' }, { customerId: 7 }, { customerId: '' }])
      expect(fieldsOf(await house.refused(400, path, 'anna', body))).toEqual(['customerId']);
    expect(fieldsOf(await house.refused(400, path, 'anna', { customerId: 'a', phone: '1' }))).toEqual([
      'phone',
    ]);
    await house.refused(503, path, 'anna', { customerId: 'cust-away' });
    const annas = await house.receiveFor('anna', { identity: '+79160000007' });
    await house.refused(404, `/service-requests/${annas.requestId}/identity`, 'boris', {
      customerId: 'cust-0007',
    });
    await house.refused(404, `/service-requests/${annas.requestId}/identities`, 'boris');
    await house.refused(404, `/service-requests/${UNKNOWN}/identity`, 'system', { customerId: 'cust-0007' });
  });

  it('has nobody to link where nobody in particular wrote', async () => {
    const { requestId } = await house.receive({ ...somebody(), identity: null });
    const problem = await house.refused(409, `/service-requests/${requestId}/identity`, 'anna', {
      customerId: 'cust-0007',
    });
    expect(problem.code).toBe('identity.nobody');
    const { items } = await house.read(IdentityPage, `/service-requests/${requestId}/identities`, 'anna');
    expect(items).toEqual([]);
  });
});

describe('POST /identities/{id}/unlink', () => {
  async function linked(customerId: string) {
    const sender = somebody();
    const { requestId } = await house.receive({ ...sender, serviceId: null });
    const path = `/service-requests/${requestId}`;
    const { items } = await house.read(IdentityPage, `${path}/identity`, 'anna', { customerId });
    return { path, sender, unlink: `/identities/${items[0]?.id}/unlink` };
  }

  it('undoes it once; who, when and why stay', async () => {
    const { path, sender, unlink } = await linked('cust-0008');
    const answer = await house.call(unlink, 'boris', { reason: ' Чужой\u0000 телефон ' });
    expect(answer.status).toBe(204);
    expect(await answer.text()).toBe('');
    const { items } = await house.read(IdentityPage, `${path}/identities`, 'anna');
    expect(items).toMatchObject([{ unlinkedBy: 'u-boris', unlinkReason: 'Чужой телефон' }]);
    expect(items[0]?.unlinkedAt).not.toBeNull();
    const timeline = await house.read(EventPage, `${path}/timeline`, 'anna');
    expect(timeline.items.at(-1)).toMatchObject({ type: 'identity.unlinked', actor: 'u-boris' });
    const again = await readProblem(await house.call(unlink, 'anna', { reason: 'Ещё раз' }), 409);
    expect(again.code).toBe('identity.unlinked');

    const next = await house.receive(sender);
    const request = await house.read(ServiceRequest, `/service-requests/${next.requestId}`);
    expect(request).toMatchObject({ status: 'TRIAGE', customerId: null });
    expect(house.logged()).not.toContain('Чужой');
  });

  it('wants a reason', async () => {
    const { unlink } = await linked('cust-0008');
    for (const body of [{}, { reason: '' }, { reason: ' \n' }, { reason: 'x'.repeat(501) }, { reason: null }])
      expect(fieldsOf(await house.refused(400, unlink, 'anna', body))).toEqual(['reason']);
  });

  it('is not for those who see no request of the sender', async () => {
    const { requestId } = await house.receiveFor('anna', {
      identity: '+79160000008',
      sender: '+79160000008',
    });
    const path = `/service-requests/${requestId}`;
    const { items } = await house.read(IdentityPage, `${path}/identity`, 'anna', { customerId: 'cust-0008' });
    await house.refused(404, `/identities/${items[0]?.id}/unlink`, 'boris', { reason: 'Так' });
    await house.refused(404, `/identities/${UNKNOWN}/unlink`, 'system', { reason: 'Так' });
    await house.refused(404, '/identities/7/unlink', 'system', { reason: 'Так' });
    expect((await house.call(`/identities/${items[0]?.id}/unlink`, 'vera', { reason: 'Так' })).status).toBe(
      204,
    );
  });
});

describe('GET /customers/{id}/identities', () => {
  it('is of a customer there is', async () => {
    await house.refused(404, '/customers/cust-none/identities');
    await house.refused(503, '/customers/cust-away/identities');
  });
});
