import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';

let house: TestConsole;
let requestId: string;
let incidentId: string;

beforeAll(async () => {
  house = await openConsole();
  requestId = await house.take({ sender: '+79160000007', serviceId: 'svc-internet', text: 'Нет интернета' });
  incidentId = (await house.advance(requestId)) ?? '';
});
afterAll(() => house.close());

const looks = () => house.db.selectFrom('sighting').select(['actor', 'subject']).orderBy('id').execute();

describe('looking at a card', () => {
  test('is kept for whoever saw it, once, however often his page refreshes itself', async () => {
    const anna = await house.visit('anna');
    expect((await anna.get(`/incidents/${incidentId}`)).status).toBe(200);
    await anna.get(`/incidents/${incidentId}`, { 'hx-request': 'true' });
    await anna.get(`/incidents/${incidentId}`);
    expect(await looks()).toEqual([{ actor: 'anna', subject: `incident:${incidentId}` }]);
  });

  describe('cannot be hidden by whoever looks', () => {
    const seen = async (subject: string) => (await looks()).filter((each) => each.subject === subject);
    beforeEach(() => house.db.deleteFrom('sighting').execute());

    test('by saying that it is a part of a page', async () => {
      const vera = await house.visit('vera');
      expect((await vera.get(`/requests/${requestId}`, { 'hx-request': 'true' })).status).toBe(200);
      expect(await seen(`servicerequest:${requestId}`)).toEqual([
        { actor: 'vera', subject: `servicerequest:${requestId}` },
      ]);
    });

    test('by fetching the words alone', async () => {
      expect((await (await house.visit('vera')).get(`/requests/${requestId}/talk`)).status).toBe(200);
      expect(await seen(`servicerequest:${requestId}`)).toHaveLength(1);
    });

    test('by sending a form that is refused with the card', async () => {
      const vera = await house.visit('vera');
      const refused = await vera.post(`/requests/${requestId}/close`, { reason: 'nonsense' });
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain('Нет интернета');
      expect(await seen(`servicerequest:${requestId}`)).toHaveLength(1);
    });

    test('by writing the id in another case', async () => {
      const vera = await house.visit('vera');
      expect((await vera.get(`/requests/${requestId.toUpperCase()}`)).status).toBe(200);
      expect(await seen(`servicerequest:${requestId}`)).toHaveLength(1);
    });

    test('by taking a list away, and by what it was filtered stays', async () => {
      const vera = await house.visit('vera');
      expect((await vera.get('/showcase/export.csv?channel=sms')).status).toBe(200);
      expect(await seen('export:showcase?channel=sms')).toHaveLength(1);
      expect(await vera.read('/audit?kind=seen')).toContain('href="/showcase?channel=sms"');
    });

    test('and a form that goes through, or is not his to send, is no look', async () => {
      const dina = await house.visit('dina');
      expect((await dina.post(`/requests/${requestId}/close`, { reason: 'nonsense' })).status).toBe(404);
      expect(await looks()).toEqual([]);
    });
  });

  test('is not what opening a form for a new one is', async () => {
    const before = await looks();
    const anna = await house.visit('anna');
    expect((await anna.get('/requests/new')).status).toBe(200);
    expect((await anna.get('/customers/new')).status).toBe(200);
    expect(await looks()).toEqual(before);
  });

  test('is not kept for whom it was hidden from', async () => {
    const before = await looks();
    expect((await (await house.visit('dina')).get(`/incidents/${incidentId}`)).status).toBe(404);
    expect(await looks()).toEqual(before);
  });
});

describe('the audit', () => {
  test.each([
    ['ru', 'Просмотр', 'Записей нет'],
    ['en', 'Looked at it', 'Nothing here'],
  ])('is read by a supervisor in %s', async (language, look, none) => {
    const vera = await house.visit('vera');
    vera.cookies.set('lang', language);
    await (await house.visit('anna')).get(`/incidents/${incidentId}`);
    const { number } = await house.db
      .selectFrom('incident')
      .select('number')
      .where('id', '=', incidentId)
      .executeTakeFirstOrThrow();
    for (const address of ['/audit', `/audit?about=${number}`, '/audit?person=anna&kind=seen']) {
      const page = await vera.read(address);
      expect(page).toContain(look);
      expect(page).toContain(`href="/incidents/${incidentId}"`);
    }
    expect(await vera.read('/audit?person=boris')).toContain(none);
    expect(await vera.read('/audit?about=INC-999999')).toContain(none);
    expect(await vera.read('/audit?about=%00%27;')).toContain(none);
    expect(await vera.read('/audit?to=2020-01-01')).toContain(none);
  });

  test('is not an agent’s to read, nor another department’s', async () => {
    expect((await (await house.visit('anna')).get('/audit')).status).toBe(403);
    expect(await (await house.visit('dina')).read('/audit')).toContain('Записей нет');
  });

  test('says what was changed', async () => {
    const vera = await house.visit('vera');
    const move = await vera.post(`/incidents/${incidentId}/move`, { step: 'diagnose', fromStep: 'new' });
    expect(move.status).toBe(303);
    expect(await vera.read('/audit?kind=changed')).toContain('«new» → «diagnose»');
  });
});
