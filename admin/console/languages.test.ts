import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from './locales/en.ts';
import { ru } from './locales/ru.ts';
import { addSenders } from './testing/channels.ts';
import { openConsole, type TestConsole } from './testing/openConsole.ts';
import { addCall, addCallback, addFile, addNotice } from './testing/rows.ts';
import type { Visitor } from './testing/visitor.ts';

let house: TestConsole;
let anna: Visitor;
beforeAll(async () => {
  house = await openConsole();
  await house.db.updateTable('user_account').set({ name: 'Anna Sokolova' }).execute();
  anna = await house.visit('anna');
});
afterAll(() => house.close());

test('both languages have the same keys and the same blanks to fill', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(ru).sort());
  const blanks = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort();
  for (const [key, text] of Object.entries(ru)) {
    expect(blanks(en[key as keyof typeof ru]), key).toEqual(blanks(text));
  }
});

describe('in English no page has a Russian word', () => {
  test('lists, cards, forms, failures', async () => {
    const triaged = await house.take({ sender: 'anonymous', text: 'hello' });
    const twins = await house.take({ sender: '+79990000000', text: 'hello' });
    house.outside.people.push({ id: 'C-1', name: 'John Doe', phones: ['+79160000001'] });
    const worked = await house.take({ sender: '+79160000001', serviceId: 'svc-internet', text: 'hello' });
    const incidentId = await house.advance(worked);
    await anna.post(`/incidents/${incidentId}/move`, { step: 'diagnose' });
    await enrich(worked);
    await anna.get('/language/en?returnTo=/requests');
    const paths = [
      '/requests',
      '/requests?status=ALL',
      '/requests?q=abc',
      `/requests/${triaged}`,
      `/requests/${twins}?q=zz`,
      `/requests/${worked}`,
      `/requests/${worked}/talk`,
      '/requests?callbackDue=true',
      '/incidents',
      '/incidents?state=closed',
      `/incidents/${incidentId}`,
      '/ledger',
      '/nothing',
    ];
    expect(await anna.read(`/requests/${worked}`)).toContain('Trust level 4 of 4');
    for (const path of paths) expect(await anna.read(path), path).not.toMatch(/\p{Script=Cyrillic}/u);
    for (const path of ['triage', 'dial', 'identity', 'callbacks', 'reply']) {
      const refused = await anna.post(`/requests/${triaged}/${path}`, { id: crypto.randomUUID() });
      expect(await refused.text(), path).not.toMatch(/\p{Script=Cyrillic}/u);
    }
  });
});

/** All there may be on a card. */
async function enrich(requestId: string): Promise<void> {
  const { db } = house;
  addSenders(house.ctx, 'sms');
  const reply = { id: crypto.randomUUID(), kind: 'question' as const, text: 'Which flat?' };
  await anna.post(`/requests/${requestId}/reply`, reply);
  for (const kind of ['photo', 'voice', 'video', 'document', 'location'] as const)
    await addFile(db, requestId, { kind, latitude: 1, longitude: 2, size: 1_500_000 });
  await addFile(db, requestId, { state: 'REFUSED', last_error: 'attachment.type' });
  await addFile(db, requestId, { state: 'PENDING' });
  await addNotice(db, requestId, { state: 'FAILED', last_error: 'guard.prefix_day' });
  await addNotice(db, requestId, { replyId: reply.id, not_before: new Date(Date.now() + 3_600_000) });
  await addNotice(db, requestId, { template: 'registeredAskPhone', last_error: 'sms.no-answer' });
  await addCall(db, requestId, { answered_at: new Date(), ended_at: new Date(), agent_extension: '5' });
  await addCallback(db, requestId);
  await db
    .updateTable('servicerequest')
    .set({ identity: '700', rating: 3 })
    .where('id', '=', requestId)
    .execute();
  await anna.post(`/requests/${requestId}/identity`, { customerId: 'C-1' });
}

test('the switch keeps the language and goes back to the page, and to no other site', async () => {
  const visitor = await house.visit('anna');
  expect(await visitor.read('/requests')).toContain('<html lang="ru"');
  const back = await visitor.get('/language/en?returnTo=%2Fledger%3Fa%3D1');
  expect(back.headers.get('location')).toBe('/ledger?a=1');
  expect(await visitor.read('/ledger')).toContain('<html lang="en"');
  const away = await visitor.get('/language/ru?returnTo=https%3A%2F%2Fevil.example');
  expect(away.headers.get('location')).toBe('/');
  expect((await visitor.post('/language/en')).headers.get('location')).toBe('/');
  expect((await visitor.get('/language/xx')).headers.get('location')).toBe('/');
});

test('a chosen theme is drawn by the server, no choice follows the system', async () => {
  const visitor = await house.visit('anna');
  expect(await visitor.read('/requests')).not.toContain('<html lang="ru" data-theme');
  visitor.cookies.set('theme', 'dark');
  expect(await visitor.read('/requests')).toContain('data-theme="dark"');
});
