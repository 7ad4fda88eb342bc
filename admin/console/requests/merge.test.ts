import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
});
afterAll(() => house.close());

const numberOf = async (id: string) =>
  (
    await house.db
      .selectFrom('servicerequest')
      .select('number')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).number;
/** A request of Иванова in work at anna. */
async function request(text: string): Promise<string> {
  const id = await house.take({ sender: '+79160000007', serviceId: 'svc-internet', text });
  await house.advance(id);
  await house.db
    .updateTable('incident')
    .set({ assignee_id: 'anna' })
    .where('servicerequest_id', '=', id)
    .execute();
  return id;
}

describe('merging on the card', () => {
  test('suggests the other open requests of the customer, merges, shows both, and comes back', async () => {
    const into = await request('Нет интернета с утра');
    const from = await request('Так и не работает!');
    const anna = await house.visit('anna');
    const card = await anna.read(`/requests/${from}`);
    expect(card).toContain(`name="intoId" value="${into}"`);
    expect(card).toMatch(/Заказ ORD-\d+ останется: мы заказы не отменяем/);

    const merged = await anna.post(`/requests/${from}/merge`, { intoId: into, number: '' });
    expect(merged.headers.get('location')).toBe(`/requests/${from}`);
    const closed = await anna.read(`/requests/${from}`);
    expect(closed).toContain('Обращения объединены.');
    expect(closed).toMatch(new RegExp(`Объединено с обращением.*href="/requests/${into}"`));
    const survivor = await anna.read(`/requests/${into}`);
    expect(survivor).toContain('Так и не работает!');
    expect(survivor).toContain(`из обращения ${await numberOf(from)}`);
    expect(survivor).toContain(`href="/requests/${from}"`);
    expect(await anna.read('/requests?status=CLOSED')).toContain(`→ ${await numberOf(into)}`);

    await anna.post(`/requests/${from}/unmerge`);
    expect(await anna.read(`/requests/${from}`)).toContain('Объединение отменено, обращение снова в работе.');
    expect(await anna.read(`/requests/${into}`)).not.toContain('из обращения');
  });

  test('offers a colleague’s request of the same customer, without its words', async () => {
    const own = await request('Опять нет сети');
    const colleagues = await request('Секретные слова');
    await house.db
      .updateTable('incident')
      .set({ assignee_id: 'gleb' })
      .where('servicerequest_id', '=', colleagues)
      .execute();
    const anna = await house.visit('anna');
    const card = await anna.read(`/requests/${own}`);
    expect(card).toContain(`name="intoId" value="${colleagues}"`);
    expect(card).not.toContain('Секретные слова');
    const fresh = await anna.read('/requests/new?customerId=C-7');
    expect(fresh).toContain(await numberOf(colleagues));
    expect(fresh).not.toContain(`href="/requests/${colleagues}"`);
    await anna.post(`/requests/${own}/merge`, { number: await numberOf(colleagues) });
    const closed = await anna.read(`/requests/${own}`);
    expect(closed).toContain('Обращения объединены.');
    expect(closed).not.toContain(`href="/requests/${colleagues}"`);
    const none = await anna.post(`/requests/${await request('Ещё раз')}/merge`, { number: 'SR-999999' });
    expect(none.status).toBe(400);
  });

  test('a form’s address opened again is the card, which leads to the customer', async () => {
    const id = await request('Нет сети');
    const anna = await house.visit('anna');
    for (const form of ['merge', 'reply', 'triage', 'close']) {
      const again = await anna.get(`/requests/${id}/${form}`);
      expect([again.status, again.headers.get('location')]).toEqual([303, `/requests/${id}`]);
    }
    expect(await anna.read(`/requests/${id}`)).toMatch(/<a class="text-link" href="\/customers\/C-7"/);
  });

  test('undone, it says where to find what the customer wrote meanwhile', async () => {
    const into = await request('Раз');
    const from = await request('Два');
    const anna = await house.visit('anna');
    await anna.post(`/requests/${from}/merge`, { intoId: into, number: '' });
    expect(await anna.read(`/requests/${from}`)).toContain(
      `То, что клиент написал за это время, останется в ${await numberOf(into)}`,
    );
    await anna.post(`/requests/${from}/unmerge`);
    expect(await anna.read(`/requests/${from}`)).not.toContain('осталось там');
    await anna.post(`/requests/${from}/merge`, { intoId: into, number: '' });
    const said = await house.take({ sender: '+79160000007', text: 'Ну что там?' });
    await house.db
      .updateTable('contact')
      .set({ servicerequest_id: into })
      .where('servicerequest_id', '=', said)
      .execute();
    await anna.post(`/requests/${from}/unmerge`);
    const page = await anna.read(`/requests/${from}`);
    expect(page).toMatch(
      new RegExp(`осталось там \\(сообщений и звонков: 1\\):.*href="/requests/${into}#conversation"`),
    );
  });

  test('by number; what is refused stays in the form', async () => {
    const from = await request('Повтор');
    const stranger = await house.take({ sender: '+79160000013', serviceId: 'svc-internet', text: 'Другое' });
    const anna = await house.visit('anna');
    const nothing = await anna.post(`/requests/${from}/merge`, { number: 'SR-999999' });
    expect(nothing.status).toBe(400);
    const page = await nothing.text();
    expect(page).toContain('Обращения с таким номером нет');
    expect(page).toMatch(/id="merge" open/);
    expect(page).toContain('name="number" value="SR-999999"');
    const vera = await house.visit('vera');
    const other = await vera.post(`/requests/${from}/merge`, { number: await numberOf(stranger) });
    expect(other.status).toBe(400);
    expect(await other.text()).toContain('только с открытым обращением того же клиента');
    const into = await request('Первое');
    const digits = String(Number((await numberOf(into)).slice(3)));
    expect((await anna.post(`/requests/${from}/merge`, { number: digits })).status).toBe(303);
  });

  test('who sees the one that goes on sees the duplicate and its files, others do not', async () => {
    const into = await request('Раз');
    const from = await request('Два');
    const vera = await house.visit('vera');
    await vera.post(`/requests/${from}/merge`, { intoId: into, number: '' });
    await house.db
      .updateTable('incident')
      .set({ assignee_id: 'boris' })
      .where('servicerequest_id', '=', into)
      .execute();
    expect((await (await house.visit('boris')).get(`/requests/${from}`)).status).toBe(200);
    expect((await (await house.visit('gleb')).get(`/requests/${from}`)).status).toBe(404);
  });
});

describe('a button pressed after the request has its service', () => {
  test('is not said to have chosen it', async () => {
    const thread = 'late-button';
    const id = await house.take({
      channel: 'telegram',
      sender: '+79160000007',
      thread,
      choice: 'service:svc-internet',
    });
    const anna = await house.visit('anna');
    const vera = await house.visit('vera');
    expect(await vera.read(`/requests/${id}`)).toContain('Выбрана услуга: Нет доступа в интернет');
    await house.take({ channel: 'telegram', sender: '+79160000007', thread, choice: 'service:svc-tv' });
    const page = await vera.read(`/requests/${id}`);
    expect(page).toContain('Нажата кнопка «Цифровое телевидение». Услуга обращения уже выбрана');
    expect(page).not.toContain('Выбрана услуга: Цифровое телевидение');
    expect((await anna.get(`/requests/${id}`)).status).toBe(404);
  });
});
