import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContactPage } from './schemas/contact.ts';
import { IncidentPage } from './schemas/incident.ts';
import { ServiceRequestPage } from './schemas/serviceRequest.ts';
import { User, UserPage } from './schemas/user.ts';
import type { Caller } from './testing/client.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

type Made = 'annas' | 'boriss' | 'glebs' | 'nobodys' | 'triage';

const PARTS = ['timeline', 'replies', 'notices', 'calls', 'callbacks', 'attachments', 'identities'];

let house: TestHouse;
let requests: Record<Made, string>;
let incidents: Partial<Record<Made, string>>;

beforeAll(async () => {
  house = await startHouse();
  const annas = await house.receiveFor('anna');
  const boriss = await house.receiveFor('boris');
  const glebs = await house.receiveFor('gleb');
  const nobodys = await house.receiveFor(null);
  const triage = await house.receive({ sender: 'anonymous' });
  const all = { annas, boriss, glebs, nobodys };
  requests = {
    annas: annas.requestId,
    boriss: boriss.requestId,
    glebs: glebs.requestId,
    nobodys: nobodys.requestId,
    triage: triage.requestId,
  };
  incidents = Object.fromEntries(Object.entries(all).map(([name, { incidentId }]) => [name, incidentId]));
});
afterAll(() => house.stop());

describe.each<[Caller, Made[]]>([
  ['anna', ['annas', 'nobodys', 'triage']],
  ['boris', ['boriss', 'nobodys', 'triage']],
  ['vera', ['annas', 'boriss', 'nobodys', 'triage']],
  ['dina', ['glebs', 'nobodys', 'triage']],
  ['system', ['annas', 'boriss', 'glebs', 'nobodys', 'triage']],
])('%s', (caller, sees) => {
  it('sees these requests and their contacts, and no other', async () => {
    const expected = sees.map((name) => requests[name]).sort();
    const list = await house.read(ServiceRequestPage, '/service-requests', caller);
    expect(list.items.map((item) => item.id).sort()).toEqual(expected);
    const contacts = await house.read(ContactPage, '/contacts', caller);
    expect(contacts.items.map((item) => item.serviceRequestId).sort()).toEqual(expected);
    for (const [name, id] of Object.entries(requests)) {
      const status = sees.includes(name as Made) ? 200 : 404;
      expect((await house.call(`/service-requests/${id}`, caller)).status).toBe(status);
      for (const part of PARTS)
        expect((await house.call(`/service-requests/${id}/${part}`, caller)).status, part).toBe(status);
    }
  });

  it('sees their incidents, and no other', async () => {
    const expected = sees.map((name) => incidents[name]).filter((id) => id !== undefined);
    const list = await house.read(IncidentPage, '/incidents', caller);
    expect(list.items.map((item) => item.id).sort()).toEqual(expected.sort());
    for (const id of Object.values(incidents)) {
      const status = expected.includes(id) ? 200 : 404;
      for (const path of ['', '/timeline', '/transitions']) {
        expect((await house.call(`/incidents/${id}${path}`, caller)).status).toBe(status);
      }
      if (status === 404) {
        await house.refused(404, `/incidents/${id}/move`, caller, { step: 'diagnose' });
      }
    }
  });
});

describe('/users', () => {
  it.each<[Caller, string[]]>([
    ['anna', ['anna']],
    ['vera', ['anna', 'boris', 'vera']],
    ['system', ['anna', 'boris', 'dina', 'gleb', 'vera']],
  ])('as %s', async (caller, expected) => {
    const { items } = await house.read(UserPage, '/users', caller);
    expect(items.map((user) => user.username)).toEqual(expected);
  });

  it.each([
    ['?username=boris', ['boris']],
    ['?workGroupId=internet', ['anna', 'boris', 'vera']],
    ['?managerId=u-dina', ['gleb']],
  ])('%s', async (query, expected) => {
    const { items } = await house.read(UserPage, `/users${query}`);
    expect(items.map((user) => user.username)).toEqual(expected);
  });

  it('oneself, one of the department, nobody else', async () => {
    expect((await house.read(User, '/users/me', 'anna')).id).toBe('u-anna');
    expect((await house.read(User, '/users/u-boris', 'vera')).managerId).toBe('u-vera');
    await house.refused(404, '/users/u-boris', 'anna');
    await house.refused(404, '/users/u-gleb', 'vera');
    await house.refused(404, '/users/me', 'system');
  });
});
