import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createClient } from '../scripts/smoke/client.ts';
import {
  busEvent,
  call,
  type Delivery,
  secretsFrom,
  sms,
  telegramContact,
  telegramText,
} from '../scripts/smoke/deliveries.ts';
import { dataFolder, type HouseProcess, startProcess } from './harness/process.ts';

const secrets = secretsFrom({});
const WITHIN_MS = 10_000;

let house: HouseProcess;
let client: Client;
const data = dataFolder();

beforeAll(async () => {
  house = await startProcess({ env: { HELPDESK_DATA: data.path } });
  client = createClient(house.base);
});

afterAll(async () => {
  expect(await house.stop()).toBe(0);
  data.remove();
});

/** Delivers, follows to the incident, and holds the one-of-each promise against a second delivery. */
async function expectOneOfEach(delivery: Delivery) {
  expect((await client.deliver(delivery)).ok).toBe(true);
  const request = await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
  expect((await client.deliver(delivery)).ok).toBe(true);
  const contact = await client.contact(delivery);
  expect(contact).toMatchObject({ state: 'WORKED', duplicates: 1, serviceRequestId: request.id });
  expect(await client.orders(request.id)).toMatchObject([{ id: request.orderId, externalId: request.id }]);
  const incidents = await client.get<{ items: unknown[] }>(`/incidents?serviceRequestId=${request.id}`);
  expect(incidents.items).toHaveLength(1);
  return request;
}

describe('one contact on each channel', () => {
  it.each([
    ['a call', () => call(secrets, '+79160000001'), 'cust-0001', 'svc-internet'],
    ['an SMS', () => sms(secrets, '+79160000002', 'Пропал интернет'), 'cust-0002', 'svc-internet'],
    ['a shared Telegram contact', () => telegramContact(secrets, '79160000003'), 'cust-0003', 'svc-general'],
    ['a bus event', () => busEvent(secrets, '+79160000004', 'x', 'svc-billing'), 'cust-0004', 'svc-billing'],
  ])('%s becomes one request, one order, one incident', async (_, deliver, customerId, serviceId) => {
    const request = await expectOneOfEach(deliver());
    expect(request).toMatchObject({ status: 'IN_PROGRESS', customerId, serviceId, triageReasons: [] });
    expect(request.assigneeId).not.toBeNull();
    expect(request.workGroupId).not.toBeNull();
  });
});

describe('a number written by hand', () => {
  const number = '8 (916) 000-00-07';
  it.each([
    ['a call', () => call(secrets, number)],
    ['an SMS', () => sms(secrets, number, 'Нет сети, помогите, ёлки')],
    ['a shared Telegram contact', () => telegramContact(secrets, number)],
    ['a bus event', () => busEvent(secrets, number, 'Счёт за ноябрь')],
  ])('%s finds its customer', async (_, deliver) => {
    const request = await expectOneOfEach(deliver());
    expect(request).toMatchObject({ phone: '+79160000007', customerId: 'cust-0007' });
  });
});

describe('what a person must settle', () => {
  it.each([
    ['a call', () => call(secrets, '+79160000099')],
    ['an SMS', () => sms(secrets, '+79160000099', 'Тарифы')],
    ['a shared Telegram contact', () => telegramContact(secrets, '+79160000099')],
    ['a bus event', () => busEvent(secrets, '+79160000099', 'Тарифы')],
  ])(
    '%s of a number two customers have waits with both, and goes on once one is chosen',
    async (_, deliver) => {
      const delivery = deliver();
      await client.deliver(delivery);
      const waiting = await client.follow(delivery, (each) => each.status === 'TRIAGE', WITHIN_MS);
      expect(waiting.triageReasons).toEqual(['CUSTOMER_AMBIGUOUS']);
      expect(waiting.candidates.map((each) => each.id).sort()).toEqual(['cust-0099', 'cust-1001']);
      const settled = await client.post(`/service-requests/${waiting.id}/triage`, {
        customerId: 'cust-1001',
      });
      expect(settled.status).toBe(200);
      const going = await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
      expect(going).toMatchObject({ status: 'IN_PROGRESS', customerId: 'cust-1001', triageReasons: [] });
      expect(await client.orders(going.id)).toHaveLength(1);
    },
  );

  it.each([
    ['a call', () => call(secrets, '+79990000000')],
    ['an SMS', () => sms(secrets, '+79990000000', 'Кто вы?')],
    ['a shared Telegram contact', () => telegramContact(secrets, '79990000000')],
    ['a bus event', () => busEvent(secrets, '+79990000000', 'Кто он?')],
  ])('%s of a number nobody has waits as unidentified', async (_, deliver) => {
    const delivery = deliver();
    await client.deliver(delivery);
    const waiting = await client.follow(delivery, (each) => each.status === 'TRIAGE', WITHIN_MS);
    expect(waiting).toMatchObject({
      triageReasons: ['CUSTOMER_UNKNOWN'],
      phone: '+79990000000',
      customerId: null,
    });
  });

  it.each([
    ['an anonymous call', () => call(secrets, 'anonymous')],
    ['a call from Restricted', () => call(secrets, 'Restricted')],
    ['an SMS of an alphanumeric sender', () => sms(secrets, 'MTS', 'Реклама')],
    ['an SMS of a short code', () => sms(secrets, '0890', 'Баланс')],
    ['a bus event of unknown', () => busEvent(secrets, 'unknown', 'Жалоба')],
  ])('%s becomes a request without a phone', async (_, deliver) => {
    const delivery = deliver();
    expect((await client.deliver(delivery)).ok).toBe(true);
    const waiting = await client.follow(delivery, (each) => each.status === 'TRIAGE', WITHIN_MS);
    expect(waiting).toMatchObject({ triageReasons: ['NO_PHONE'], phone: null, customerId: null });
  });

  it('a service the catalogue does not know is not guessed over', async () => {
    const delivery = busEvent(secrets, '+79160000011', 'Нет интернета', 'svc-nonsense');
    await client.deliver(delivery);
    const waiting = await client.follow(delivery, (each) => each.status === 'TRIAGE', WITHIN_MS);
    expect(waiting).toMatchObject({ triageReasons: ['SERVICE_UNKNOWN'], customerId: 'cust-0011' });
    await client.post(`/service-requests/${waiting.id}/triage`, { serviceId: 'svc-internet' });
    await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
  });

  it('a refused order waits with the refusal shown, and another service goes on', async () => {
    const delivery = busEvent(secrets, '+79160000012', 'Особая услуга', 'svc-refused');
    await client.deliver(delivery);
    const waiting = await client.follow(delivery, (each) => each.status === 'TRIAGE', WITHIN_MS);
    expect(waiting.triageReasons).toEqual(['ORDER_REFUSED']);
    const shown = await client.get<{ orderError: string }>(`/service-requests/${waiting.id}`);
    expect(shown.orderError).toContain('ORDER_REFUSED');
    await client.post(`/service-requests/${waiting.id}/triage`, { serviceId: 'svc-general' });
    const going = await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
    expect(await client.orders(going.id)).toHaveLength(1);
  });
});

describe('one conversation', () => {
  it('a text before the number waits, and goes on by itself when the number is shared', async () => {
    const chat = 700_000_001;
    const text = telegramText(secrets, 'Не работает интернет', chat);
    await client.deliver(text);
    const waiting = await client.follow(text, (each) => each.status === 'TRIAGE', WITHIN_MS);
    expect(waiting.triageReasons).toEqual(['NO_PHONE']);
    const shared = telegramContact(secrets, '+7 916 000-00-21', chat);
    await client.deliver(shared);
    const going = await client.follow(text, (each) => each.incidentId !== null, WITHIN_MS);
    expect(going).toMatchObject({
      customerId: 'cust-0021',
      serviceId: 'svc-internet',
      phone: '+79160000021',
    });
    expect(going.contactIds).toHaveLength(2);
    const later = telegramText(secrets, 'Ну что там?', chat);
    await client.deliver(later);
    const joined = await client.follow(later, () => true, WITHIN_MS);
    expect(joined.id).toBe(going.id);
  });

  it('two texts of one sender at once join one request', async () => {
    const texts = ['Раз', 'Два', 'Три', 'Четыре'].map((text) => sms(secrets, '+79160000022', text));
    await Promise.all(texts.map((each) => client.deliver(each)));
    const requests = await Promise.all(
      texts.map((each) => client.follow(each, (request) => request.incidentId !== null, WITHIN_MS)),
    );
    expect(new Set(requests.map((each) => each.id)).size).toBe(1);
    expect(requests[0]?.contactIds).toHaveLength(4);
    expect(await client.orders(requests[0]?.id ?? '')).toHaveLength(1);
  });
});

describe('the way to the end', () => {
  it('a process walked to its end closes incident and request and tells manager and customer', async () => {
    const delivery = sms(secrets, '+79160000031', 'Роутер сломался');
    await client.deliver(delivery);
    const request = await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
    const move = (step: string) => client.post(`/incidents/${request.incidentId}/move`, { step });
    expect((await move('resolved')).status).toBe(409);
    expect((await move('diagnose')).status).toBe(200);
    expect((await move('resolved')).status).toBe(200);
    const closed = await client.follow(delivery, (each) => each.status === 'CLOSED', WITHIN_MS);
    expect(closed.closeReason).toBe('RESOLVED');
    const messages = async (to: string) => {
      const response = await fetch(`${house.base}/sandbox/messages?to=${encodeURIComponent(to)}`);
      return ((await response.json()) as { items: { text: string }[] }).items.map((each) => each.text);
    };
    await expect.poll(() => messages('+79160000031'), { timeout: WITHIN_MS }).toHaveLength(2);
    const [last, first] = await messages('+79160000031');
    expect(first).toContain(`${request.number} зарегистрировано`);
    expect(last).toContain(`${request.number} закрыто`);
    const user = await client.get<{ managerId: string }>(`/users/${request.assigneeId}`);
    const manager = await client.get<{ email: string }>(`/users/${user.managerId}`);
    await expect
      .poll(async () => (await messages(manager.email)).join(), { timeout: WITHIN_MS })
      .toContain(request.number);
  });

  it('the agent who answers the call gets the incident', async () => {
    const boris = (await client.get<{ items: { id: string; extension: string }[] }>('/users?username=boris'))
      .items[0];
    const delivery = call(secrets, '+79160000032');
    await client.deliver(delivery);
    const { request } = delivery;
    const answer = { event: 'answer', callId: delivery.externalId, direction: 'in', from: '+79160000032' };
    const body = JSON.stringify({ ...answer, to: '74950000000', answeringNumber: boris?.extension });
    const told = await fetch(house.base + request.path, { method: 'POST', headers: request.headers, body });
    expect(told.status).toBe(200);
    const assigned = await client.follow(delivery, (each) => each.assigneeId === boris?.id, WITHIN_MS);
    expect(assigned.incidentId).not.toBeNull();
  });
});

describe('the books', () => {
  it('balance on every channel', async () => {
    const ledger = await client.get<{ items: Record<string, number>[] }>('/ledger');
    expect(ledger.items.map((each) => each.channel)).toEqual(['cti', 'esb', 'sms', 'telegram']);
    for (const entry of ledger.items) {
      expect(entry.received).toBeGreaterThan(0);
      expect(entry.duplicates).toBeGreaterThan(0);
      expect(entry.received).toBe((entry.worked ?? 0) + (entry.waiting ?? 0) + (entry.quarantined ?? 0));
      expect(entry).toMatchObject({ waiting: 0, quarantined: 0, oldestWaitingSeconds: null });
    }
  });

  it('show in /metrics from the first day', async () => {
    const metrics = await (await fetch(`${house.base}/metrics`)).text();
    expect(metrics).toMatch(/helpdesk_contacts_total\{channel="sms",outcome="accepted"\} [1-9]/);
    expect(metrics).toMatch(/helpdesk_contacts_total\{channel="cti",outcome="duplicate"\} [1-9]/);
    expect(metrics).toMatch(/helpdesk_contact_to_incident_seconds_count\{channel="esb"\} [1-9]/);
  });

  it('nothing the house printed holds a phone, a name or a text', () => {
    expect(house.output()).not.toMatch(/9160000|9990000|интернет|Роутер/i);
  });
});
