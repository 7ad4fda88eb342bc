import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';
import type { Visitor } from '../testing/visitor.ts';

let house: TestConsole;
let vera: Visitor;
beforeAll(async () => {
  house = await openConsole();
  vera = await house.visit('vera');
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.db.deleteFrom('contact').execute();
});

/** A contact that could not be worked. @returns its id. */
async function putAside(changes: { text?: string; code?: string; raw?: object } = {}): Promise<string> {
  const id = randomUUID();
  await house.db
    .insertInto('contact')
    .values({
      id,
      channel: 'sms',
      account: 'kannel',
      external_id: id,
      kind: 'message',
      phone_kind: 'e164',
      phone: '+79160000007',
      sender: '+79160000007',
      text: changes.text ?? 'Не работает',
      raw: JSON.stringify(changes.raw ?? {}),
      state: 'QUARANTINED',
      attempts: 10,
      last_error: changes.code ?? 'internal',
      occurred_at: new Date(),
    })
    .execute();
  return id;
}
const stateOf = async (id: string) =>
  await house.db
    .selectFrom('contact')
    .select(['state', 'dropped_by', 'drop_reason'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

it('is for supervisors alone', async () => {
  const id = await putAside();
  const anna = await house.visit('anna');
  for (const path of ['/quarantine', `/quarantine/${id}`]) expect((await anna.get(path)).status).toBe(403);
  for (const what of ['replay', 'drop']) {
    expect((await anna.post(`/quarantine/${id}/${what}`, { reason: 'x' })).status).toBe(403);
  }
  expect((await stateOf(id)).state).toBe('QUARANTINED');
});

it('says that it is empty, and lists what is put aside with the reason in words', async () => {
  expect(await vera.read('/quarantine')).toContain('Карантин пуст');
  await putAside({ text: '<b>жирный</b>' });
  await putAside({ code: 'telegram.shape' });
  const page = await vera.read('/quarantine');
  expect(page).toContain('&lt;b&gt;жирный&lt;/b&gt;');
  expect(page).toContain('Наш сбой: десять попыток подряд не удались');
  expect(page).toContain('Не удалось прочитать');
  expect(page).toMatch(/Отложенные<span class="tab-count">2<\/span>/);
  expect(await vera.read('/quarantine?channel=telegram')).toContain('Карантин пуст');
  const part = await vera.read('/quarantine', { 'hx-request': 'true' });
  expect(part).not.toContain('<html');
  expect(part).toContain('tab-count');
});

it('shows all a contact came with, and keeps who looked', async () => {
  const id = await putAside({ raw: { from: '79160000007', nested: { text: '</pre><script>' } } });
  const page = await vera.read(`/quarantine/${id}`);
  expect(page).toContain('&quot;from&quot;: &quot;79160000007&quot;');
  expect(page).not.toContain('</pre><script>');
  const seen = await house.db
    .selectFrom('sighting')
    .select(['actor', 'via'])
    .where('subject', '=', `contact:${id}`)
    .execute();
  expect(seen).toEqual([{ actor: 'vera', via: 'console' }]);
  expect((await vera.get(`/quarantine/${randomUUID()}`)).status).toBe(404);
  expect((await vera.get('/quarantine/x')).status).toBe(404);
});

it('sends one, or the chosen ones, on their way again', async () => {
  const [one, two, three] = [await putAside(), await putAside(), await putAside()];
  const sent = await vera.post(`/quarantine/${one}/replay`);
  expect(sent.headers.get('location')).toBe('/quarantine');
  expect(house.enqueued).toContain(`intake:${one}`);
  expect(await vera.read('/quarantine')).toContain('Контакт отправлен на разбор.');
  const late = await vera.post(`/quarantine/${one}/replay`);
  expect(late.status).toBe(409);
  expect(await late.text()).toContain('уже не в карантине');

  const none = await vera.post('/quarantine/replay', { returnTo: '/quarantine?state=QUARANTINED' });
  expect(none.status).toBe(400);
  expect(await none.text()).toContain('Отметьте хотя бы один контакт');
  const body = new URLSearchParams([
    ['id', two],
    ['id', three],
    ['id', one],
    ['returnTo', '/quarantine'],
  ]);
  const many = await house.app.request('http://helpdesk.test/quarantine/replay', {
    method: 'POST',
    body,
    headers: {
      origin: 'http://helpdesk.test',
      cookie: [...vera.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
  });
  expect(many.status).toBe(303);
  expect(many.headers.get('set-cookie')).toContain('flash=replayedSome');
  for (const id of [one, two, three]) expect((await stateOf(id)).state).toBe('WAITING');
});

it('drops with a reason that is kept when it is refused, and lists who dropped why', async () => {
  const id = await putAside();
  const refused = await vera.post(`/quarantine/${id}/drop`, { reason: 'x'.repeat(501) });
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('x'.repeat(501));
  const dropped = await vera.post(`/quarantine/${id}/drop`, { reason: 'Проверка шлюза' });
  expect(dropped.status).toBe(303);
  expect(await stateOf(id)).toEqual({ state: 'DROPPED', dropped_by: 'vera', drop_reason: 'Проверка шлюза' });
  const page = await vera.read('/quarantine?state=DROPPED');
  expect(page).toContain('снял Вера Лебедева: Проверка шлюза');
  const ledger = await vera.read('/ledger');
  expect(ledger).toContain('отложено 0 + снято 1');
  expect(ledger).toContain('Потерь нет');
  await vera.post(`/quarantine/${id}/replay`);
  expect(await stateOf(id)).toEqual({ state: 'WAITING', dropped_by: null, drop_reason: null });
});
