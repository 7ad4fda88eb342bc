import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Contact, ContactPage } from './schemas/contact.ts';
import { Customer, CustomerPage } from './schemas/customer.ts';
import { EventPage } from './schemas/event.ts';
import { Incident, IncidentPage } from './schemas/incident.ts';
import { LedgerPage } from './schemas/ledgerEntry.ts';
import { BusinessProcess, BusinessProcessPage } from './schemas/process.ts';
import { Service, ServicePage } from './schemas/service.ts';
import { ServiceRequest, ServiceRequestPage } from './schemas/serviceRequest.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

const UNKNOWN = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01';

let house: TestHouse;
let seven: { requestId: string; incidentId: string };
let eight: { requestId: string; incidentId: string };
let strange: { contactId: string; requestId: string };

beforeAll(async () => {
  house = await startHouse();
  seven = await house.receiveFor('anna', { externalId: 'seven', rung: 'SMS_SENDER', language: 'en' });
  eight = await house.receiveFor('gleb', {
    externalId: 'eight',
    sender: '+79160000008',
    serviceId: 'svc-billing',
  });
  strange = await house.receive({ externalId: 'strange', sender: 'anonymous', serviceId: null });
});
afterAll(() => house.stop());

const ids = (page: { items: { id: string }[] }) => page.items.map((item) => item.id).sort();

describe('/contacts', () => {
  it.each([
    ['', ['seven', 'eight', 'strange']],
    ['?channel=sms', ['seven', 'eight', 'strange']],
    ['?channel=telegram', []],
    ['?externalId=eight', ['eight']],
    ['?state=WORKED', ['seven', 'eight', 'strange']],
    ['?state=WAITING', []],
    ['?phone=89160000007', ['seven']],
    ['?phone=89160000007&externalId=eight', []],
  ])('%s', async (query, expected) => {
    const page = await house.read(ContactPage, `/contacts${query}`);
    expect(page.items.map((item) => item.externalId).sort()).toEqual(expected.sort());
  });

  it('by request, and one alone', async () => {
    const page = await house.read(ContactPage, `/contacts?serviceRequestId=${strange.requestId}`);
    expect(ids(page)).toEqual([strange.contactId]);
    const contact = await house.read(Contact, `/contacts/${strange.contactId}`);
    expect(contact).toMatchObject({ sender: 'anonymous', phone: null, phoneKind: 'anonymous' });
    const { items } = await house.read(ContactPage, '/contacts?externalId=seven');
    expect([contact.rung, items[0]?.rung]).toEqual(['UNKNOWN', 'SMS_SENDER']);
  });
});

describe('/service-requests', () => {
  it.each([
    ['', 'seven,eight,strange'],
    ['?status=IN_PROGRESS', 'seven,eight'],
    ['?status=TRIAGE', 'strange'],
    ['?status=CLOSED', ''],
    ['?channel=sms&customerId=cust-0007', 'seven'],
    ['?serviceId=svc-billing', 'eight'],
    ['?workGroupId=internet', 'seven'],
    ['?assigneeId=u-gleb', 'eight'],
    ['?phone=%2B79160000008', 'eight'],
    ['?callbackDue=false', 'seven,eight,strange'],
    ['?callbackDue=true', ''],
  ])('%s', async (query, expected) => {
    const page = await house.read(ServiceRequestPage, `/service-requests${query}`);
    const names = { seven: seven.requestId, eight: eight.requestId, strange: strange.requestId };
    const wanted = expected.split(',').filter(Boolean);
    expect(ids(page)).toEqual(wanted.map((name) => names[name as keyof typeof names]).sort());
  });

  it('by number and by order, and one alone with all it points to', async () => {
    const request = await house.read(ServiceRequest, `/service-requests/${seven.requestId}`);
    expect(request).toMatchObject({
      status: 'IN_PROGRESS',
      closeReason: null,
      channel: 'sms',
      customerId: 'cust-0007',
      phone: '+79160000007',
      serviceId: 'svc-internet',
      workGroupId: 'internet',
      assigneeId: 'u-anna',
      orderId: `order-${seven.requestId}`,
      incidentId: seven.incidentId,
      rung: 'SMS_SENDER',
      language: 'en',
      rating: null,
      callbackDue: false,
      closedAt: null,
    });
    expect(request.contactIds).toHaveLength(1);
    for (const query of [`number=${request.number}`, `orderId=${request.orderId}`]) {
      expect(ids(await house.read(ServiceRequestPage, `/service-requests?${query}`))).toEqual([request.id]);
    }
  });

  it.each([
    '%2B79160000007',
    '+79160000007',
    '+7+916+000-00-07',
    '+7%20(916)%20000-00-07',
    '79160000007',
    '89160000007',
    '8+(916)+000-00-07',
    '8%20(916)%20000-00-07',
    '9160000007',
    '0079160000007',
    '+8%20916%20000%2000%2007',
    'tel:+79160000007',
  ])('a phone written %s', async (phone) => {
    const page = await house.read(ServiceRequestPage, `/service-requests?phone=${phone}`);
    expect(ids(page)).toEqual([seven.requestId]);
  });

  it.each(['anonymous', '112', '+', '', '%00', '+7916', 'INFO', 'x'.repeat(300)])(
    'a phone that is none: %s',
    async (phone) => {
      const { errors } = await house.refused(400, `/service-requests?phone=${phone}`);
      expect(errors?.map((each) => each.field)).toEqual(['phone']);
    },
  );

  it('its timeline, oldest first', async () => {
    const { items } = await house.read(EventPage, `/service-requests/${seven.requestId}/timeline`);
    const types = items.map((event) => event.type);
    expect(types.at(0)).toBe('servicerequest.opened');
    expect(types).toContain('incident.opened');
  });
});

describe('/incidents', () => {
  it.each([
    ['', 'seven,eight'],
    ['?category=TODO', 'seven,eight'],
    ['?category=DONE', ''],
    ['?step=new&open=true', 'seven,eight'],
    ['?open=false', ''],
    ['?assigneeId=u-anna', 'seven'],
    ['?workGroupId=billing', 'eight'],
    ['?customerId=cust-0007', 'seven'],
    ['?serviceId=svc-billing', 'eight'],
    ['?phone=8+916+000+00+08', 'eight'],
  ])('%s', async (query, expected) => {
    const page = await house.read(IncidentPage, `/incidents${query}`);
    const names = { seven: seven.incidentId, eight: eight.incidentId };
    const wanted = expected.split(',').filter(Boolean);
    expect(ids(page)).toEqual(wanted.map((name) => names[name as keyof typeof names]).sort());
  });

  it('by request, order and number, and one alone', async () => {
    const incident = await house.read(Incident, `/incidents/${eight.incidentId}`);
    expect(incident).toMatchObject({
      serviceRequestId: eight.requestId,
      orderId: `order-${eight.requestId}`,
      processId: 'question',
      step: 'new',
      category: 'TODO',
      assigneeId: 'u-gleb',
      priority: 'NORMAL',
      closedAt: null,
    });
    const { serviceRequestId, orderId, number } = incident;
    for (const [name, value] of Object.entries({ serviceRequestId, orderId, number })) {
      expect(ids(await house.read(IncidentPage, `/incidents?${name}=${value}`))).toEqual([incident.id]);
    }
  });

  it('its timeline is the whole story', async () => {
    const { items } = await house.read(EventPage, `/incidents/${eight.incidentId}/timeline`);
    expect(items[0]?.type).toBe('servicerequest.opened');
    expect(items.at(-1)?.type).toBe('incident.assigned');
  });
});

describe('/services, /processes, /customers, /ledger', () => {
  it('services by activity and group, and one that left the catalogue', async () => {
    expect(ids(await house.read(ServicePage, '/services?active=true'))).toEqual([
      'svc-billing',
      'svc-internet',
    ]);
    expect(ids(await house.read(ServicePage, '/services?workGroupId=internet&active=false'))).toEqual([
      'svc-old',
    ]);
    expect(await house.read(Service, '/services/svc-old')).toMatchObject({ active: false });
    await house.refused(404, '/services/svc-none');
  });

  it('processes in their newest version, and an older one where it is named', async () => {
    const old = await house.read(BusinessProcess, '/processes/question');
    await house.db
      .insertInto('business_process')
      .values({
        id: 'question',
        version: 2,
        name: JSON.stringify({ ru: 'Вопрос', en: 'Question, again' }),
        steps: JSON.stringify(old.steps),
        transitions: JSON.stringify(old.transitions),
      })
      .execute();
    const { items } = await house.read(BusinessProcessPage, '/processes');
    expect(items.map(({ id, version }) => `${id} ${version}`)).toEqual([
      'connection 2',
      'fault 2',
      'question 2',
    ]);
    const byOrder = items.flatMap(({ transitions }) => transitions.filter((each) => each.orderStates));
    expect(byOrder.map(({ from, to }) => `${from} ${to}`)).toContain('field diagnose');
    expect((await house.read(BusinessProcess, '/processes/question')).version).toBe(2);
    expect(await house.read(BusinessProcess, '/processes/question?version=1')).toEqual(old);
    await house.refused(404, '/processes/question?version=3');
    await house.refused(404, '/processes/none');
    const { errors } = await house.refused(400, '/processes/question?version=x');
    expect(errors?.map((each) => each.field)).toEqual(['version']);
  });

  it('customers by phone and by name', async () => {
    expect(ids(await house.read(CustomerPage, '/customers?phone=+79160000099'))).toEqual([
      'cust-0099',
      'cust-1001',
    ]);
    expect(ids(await house.read(CustomerPage, '/customers?phone=89990000000'))).toEqual([]);
    expect(ids(await house.read(CustomerPage, '/customers?name=Петров'))).toEqual(['cust-0008']);
    expect((await house.read(CustomerPage, '/customers?phone=+79160000099&limit=1')).items).toHaveLength(1);
    expect(await house.read(Customer, '/customers/cust-0007')).toMatchObject({ name: 'Иванов Иван' });
    await house.refused(404, '/customers/cust-none');
    await house.refused(503, '/customers/cust-away');
    const { errors } = await house.refused(400, '/customers?phone=89160000007&name=Иванов');
    expect(errors?.map((each) => each.field)).toEqual(['phone']);
  });

  it('the ledger: silent channels too, and books that balance', async () => {
    const { items } = await house.read(LedgerPage, '/ledger');
    expect(items.map((entry) => entry.channel)).toEqual(['cti', 'sms', 'telegram']);
    expect(items[1]).toMatchObject({ received: 3, worked: 3, waiting: 0, quarantined: 0, duplicates: 0 });
    expect((await house.read(LedgerPage, '/ledger?channel=cti')).items).toHaveLength(1);
  });
});

describe('what is refused', () => {
  it.each([
    ['/contacts?nope=1&limit=x', ['limit', 'nope']],
    ['/contacts?state=LOST', ['state']],
    ['/contacts?state=WORKED&state=WAITING', ['state']],
    ['/service-requests?status=OPEN&foo=1', ['foo', 'status']],
    ['/service-requests?customerId=', ['customerId']],
    ['/service-requests?orderId=%00', ['orderId']],
    ['/service-requests?callbackDue=1', ['callbackDue']],
    [`/service-requests/${UNKNOWN}/calls?since=1`, ['since']],
    ['/incidents?open=maybe', ['open']],
    ['/incidents?serviceRequestId=7', ['serviceRequestId']],
    ['/incidents?category=todo', ['category']],
    ['/services?active=1', ['active']],
    ['/users?role=User', ['role']],
    ['/processes?id=fault', ['id']],
    ['/customers?name=a&cursor=x', ['cursor']],
    ['/ledger?kanal=sms', ['kanal']],
  ])('%s: 400 naming %j', async (path, fields) => {
    const { errors } = await house.refused(400, path);
    expect(errors?.map((each) => each.field).sort()).toEqual(fields);
  });

  it.each([
    `/contacts/${UNKNOWN}`,
    '/contacts/7',
    '/service-requests/SR-000001',
    '/service-requests/7/timeline',
    '/incidents/%00',
    `/incidents/${UNKNOWN}/timeline`,
    '/users/%00',
    '/nothing',
    '/contacts/7/more',
  ])('%s: 404', async (path) => {
    await house.refused(404, path);
  });
});

it('writes no phone, name or text into the log', async () => {
  await house.call('/service-requests?phone=89160000007&foo=89160000007');
  const { errors } = await house.refused(400, '/customers?+79160000007');
  expect(errors).toContainEqual({ field: '(unknown)', message: '" 79160000007" is not known here' });
  await house.call('/customers?name=Иванов&Иванов=1');
  await house.call('/customers/cust-away');
  expect(house.logged()).toContain('request refused');
  expect(house.logged()).not.toMatch(/9160000007|Иванов|Нет интернета/);
});
