import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';

let house: TestConsole;
beforeEach(async () => {
  house = await openConsole();
});
afterEach(() => house.close());

const stored = (id: string) =>
  house.db.selectFrom('servicerequest').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a number of two customers', () => {
  test('both are offered, the choice of one and a service sends the request on', async () => {
    const id = await house.take({ sender: '8 916 000-00-99', text: 'Не работает' });
    const anna = await house.visit('anna');
    const page = await anna.read(`/requests/${id}`);
    expect(page).toContain('Номер принадлежит нескольким клиентам');
    expect(page).toContain('Смирнов Олег Игоревич');
    expect(page).toContain('Смирнова Елена Викторовна');
    expect(page).not.toContain('Снятая услуга');

    const response = await anna.post(`/requests/${id}/triage`, {
      customerId: 'C-99',
      serviceId: 'svc-internet',
    });
    expect(response.status).toBe(303);
    expect(await stored(id)).toMatchObject({
      status: 'ORDERING',
      customer_id: 'C-99',
      service_id: 'svc-internet',
    });
    expect(house.enqueued).toEqual([`orders:${id}`]);
    // Who settled a request goes on seeing it, whoever gets its incident.
    expect(response.headers.get('location')).toBe(`/requests/${id}`);
    expect(await anna.read(`/requests/${id}`)).toContain('Передано в работу.');
    expect(await anna.read(`/requests/${id}`)).not.toContain('Передано в работу.');
    const boris = await house.visit('boris');
    expect((await boris.get(`/requests/${id}`)).status).toBe(404);
  });

  test('a supervisor stays on the page, which shows the order being placed', async () => {
    const id = await house.take({ sender: '+79160000099' });
    const vera = await house.visit('vera');
    const response = await vera.post(`/requests/${id}/triage`, { customerId: 'C-98', serviceId: 'svc-tv' });
    expect(response.headers.get('location')).toBe(`/requests/${id}`);
    const page = await vera.read(`/requests/${id}`);
    expect(page).toContain('Оформляем заказ');
    expect(page).toContain('hx-trigger="every 2s"');
  });

  test('one half of the answer leaves the other half open', async () => {
    const id = await house.take({ sender: '+79160000099' });
    const anna = await house.visit('anna');
    const response = await anna.post(`/requests/${id}/triage`, { serviceId: 'svc-tv', customerId: '' });
    expect(response.headers.get('location')).toBe(`/requests/${id}`);
    expect(await anna.read(`/requests/${id}`)).toContain('Сохранено. Осталось выбрать клиента.');
    expect(await stored(id)).toMatchObject({ status: 'TRIAGE', triage_reasons: ['CUSTOMER_AMBIGUOUS'] });
  });

  test('what the request had already is no answer: it asks for what is missing and changes nothing', async () => {
    const id = await house.take({ sender: '+79160000099', serviceId: 'svc-tv' });
    const before = await stored(id);
    const response = await (await house.visit('anna')).post(`/requests/${id}/triage`, {
      serviceId: 'svc-tv',
      customerId: '',
    });
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain('Выберите клиента.');
    expect(page).toContain('<title>Ошибка · Обращение');
    expect(await stored(id)).toEqual(before);
  });

  test('nor is the customer known already, where the service is missing', async () => {
    const id = await house.take({ sender: '+79160000007' });
    const fields = { customerId: 'C-7', serviceId: '' };
    const response = await (await house.visit('anna')).post(`/requests/${id}/triage`, fields);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Выберите услугу.');
  });

  test('a half answer is saved with a warning', async () => {
    const id = await house.take({ sender: '+79160000099' });
    const anna = await house.visit('anna');
    await anna.post(`/requests/${id}/triage`, { customerId: 'C-98', serviceId: '' });
    const page = await anna.read(`/requests/${id}`);
    expect(page).toMatch(/class="notice notice-warning[^>]*autofocus/);
    expect(page).toContain('Сохранено. Осталось выбрать услугу.');
  });
});

describe('the search for a customer', () => {
  test('by phone in any writing and by name', async () => {
    const id = await house.take({ sender: 'anonymous' });
    const anna = await house.visit('anna');
    const byPhone = await anna.read(`/requests/${id}/customers?q=${encodeURIComponent('8 (916) 000-00-07')}`);
    expect(byPhone).toContain('Иванова Мария Петровна');
    expect(byPhone).toContain('value="C-7"');
    const byName = await anna.read(`/requests/${id}/customers?q=${encodeURIComponent('Смирн')}`);
    expect(byName).toContain('C-98');
    expect(byName).toContain('C-99');
    expect(await anna.read(`/requests/${id}/customers?q=zzz`)).toContain('Никого не нашлось');
    expect(await anna.read(`/requests/${id}?q=zzz`)).toContain('Никого не нашлось');
  });

  test('keeps whom an earlier search found and the person chose, whatever is found now', async () => {
    const id = await house.take({ sender: 'anonymous' });
    const anna = await house.visit('anna');
    for (const q of ['Смирн', 'zzz', '']) {
      const page = await anna.read(
        `/requests/${id}/customers?${new URLSearchParams({ q, customerId: 'C-7' })}`,
      );
      expect(page).toMatch(/^<div class="choices"><label class="choice"><input[^>]*value="C-7" checked/);
    }
    const again = await anna.read(`/requests/${id}/customers?q=89160000007&customerId=C-7`);
    expect(again.match(/value="C-7"/g)).toHaveLength(1);
    expect(again).toContain('value="C-7" checked');
  });

  test('leads to a new customer where there is none, with what is known, and back', async () => {
    const id = await house.take({ sender: '+79167770099', text: 'кто я' });
    const anna = await house.visit('anna');
    const create = (facts: string) => `href="/customers/new?${facts}&amp;requestId=${id}"`;
    // Whose phone it is was asked when it came: he is nobody's, and no search is needed.
    const card = await anna.read(`/requests/${id}`);
    expect(card).toContain(create('phone=%2B79167770099'));
    const byName = await anna.read(`/requests/${id}/customers?q=zzz`);
    expect(byName).toContain(create('phone=%2B79167770099&amp;name=zzz'));
    expect(byName).toContain('Создать клиента для этого обращения');
    expect(
      await anna.read(`/requests/${id}/customers?q=${encodeURIComponent('+7 916 777-00-98')}`),
    ).toContain(create('phone=%2B7+916+777-00-98'));
    expect(await anna.read(`/requests/${id}/customers?q=Иван`)).not.toContain('/customers/new');
    const nameless = await house.take({ sender: 'anonymous' });
    expect(await anna.read(`/requests/${nameless}`)).not.toContain('/customers/new');
    expect(await anna.read(`/requests/${nameless}?q=zzz`)).toContain(
      `href="/customers/new?name=zzz&amp;requestId=${nameless}"`,
    );
  });

  test('fails softly when the customer system is away, on the part and on the page', async () => {
    const id = await house.take({ sender: 'anonymous' });
    house.outside.switches.customersAway = true;
    const anna = await house.visit('anna');
    for (const path of [`/requests/${id}/customers?q=Иван`, `/requests/${id}?q=Иван`]) {
      const response = await anna.get(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('Система клиентов не отвечает');
    }
  });

  test('is for those who see the request', async () => {
    const id = await house.take({ sender: '+79160000007', serviceId: 'svc-internet' });
    await house.advance(id);
    expect((await (await house.visit('boris')).get(`/requests/${id}/customers?q=Иван`)).status).toBe(404);
  });
});

describe('what a verb refuses is said on the page and the form is kept', () => {
  test('the customer system is away', async () => {
    const id = await house.take({ sender: 'anonymous' });
    house.outside.switches.customersAway = true;
    const anna = await house.visit('anna');
    const response = await anna.post(`/requests/${id}/triage`, { customerId: 'C-7', serviceId: 'svc-tv' });
    expect(response.status).toBe(503);
    const page = await response.text();
    expect(page).toContain('Внешняя система не отвечает');
    expect(page).toMatch(/value="C-7" checked/);
    expect(page).toMatch(/value="svc-tv" selected/);
    expect((await stored(id)).status).toBe('TRIAGE');
  });

  test.each([
    [{ customerId: 'C-0', serviceId: 'svc-tv' }, 'Такого клиента нет'],
    [{ customerId: 'C-7', serviceId: 'svc-gone' }, 'Такой услуги в каталоге нет'],
    [{ customerId: '', serviceId: '' }, 'Выберите клиента или услугу'],
  ])('%j', async (fields, words) => {
    const id = await house.take({ sender: 'anonymous' });
    const response = await (await house.visit('anna')).post(`/requests/${id}/triage`, fields);
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain('role="alert"');
    expect(page).toContain(words);
  });

  test('somebody else was faster', async () => {
    const id = await house.take({ sender: '+79160000099' });
    const [anna, vera] = [await house.visit('anna'), await house.visit('vera')];
    const choice = { customerId: 'C-98', serviceId: 'svc-tv' };
    await vera.post(`/requests/${id}/triage`, choice);
    const late = await anna.post(`/requests/${id}/triage`, choice);
    expect(late.headers.get('location')).toBe('/requests');
    expect(await anna.read('/requests')).toContain('уже разобрано');
    const again = await vera.post(`/requests/${id}/triage`, choice);
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('уже разобрал кто-то другой');
  });
});

test('a refused order shows the order system’s own words, and any word sends it again', async () => {
  const id = await house.take({ sender: '+79160000007', serviceId: 'svc-tv' });
  house.outside.switches.refusal = 'CREDIT_LIMIT: лимит превышен <b>';
  await house.advance(id);
  house.outside.switches.refusal = null;
  const anna = await house.visit('anna');
  const page = await anna.read(`/requests/${id}`);
  expect(page).toContain('CREDIT_LIMIT: лимит превышен &lt;b&gt;');
  expect(page).toContain('Отправить заказ ещё раз');
  const response = await anna.post(`/requests/${id}/triage`, { customerId: 'C-7', serviceId: 'svc-tv' });
  expect(response.status).toBe(303);
  expect((await stored(id)).status).toBe('ORDERING');
});

test('a refused order is sent again by a form in which nothing was chosen anew', async () => {
  const id = await house.take({ sender: '+79160000007', serviceId: 'svc-tv' });
  house.outside.switches.refusal = 'ORDER_REFUSED: не сейчас';
  await house.advance(id);
  house.outside.switches.refusal = null;
  const anna = await house.visit('anna');
  const page = await anna.read(`/requests/${id}`);
  expect(page).toContain('не сейчас');
  expect(page).not.toContain('ORDER_REFUSED');
  const fields = { customerId: '', serviceId: '' };
  expect((await anna.post(`/requests/${id}/triage`, fields)).status).toBe(303);
  expect((await stored(id)).status).toBe('ORDERING');
});

describe('closing by hand', () => {
  test('with a reason it closes', async () => {
    const id = await house.take({ sender: 'anonymous' });
    const anna = await house.visit('anna');
    const response = await anna.post(`/requests/${id}/close`, { reason: 'SPAM' });
    expect(response.headers.get('location')).toBe(`/requests/${id}`);
    expect(await stored(id)).toMatchObject({ status: 'CLOSED', close_reason: 'SPAM', closed_by: 'anna' });
    const page = await anna.read(`/requests/${id}`);
    expect(page).toContain('Обращение закрыто.');
    expect(page).toContain('Анна Соколова');
    const again = await anna.post(`/requests/${id}/close`, { reason: 'SPAM' });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('Обращение уже закрыто.');
  });

  test('with its incident, by its rule', async () => {
    const id = await house.take({ sender: '+79160000007', serviceId: 'svc-internet' });
    await house.advance(id);
    const anna = await house.visit('anna');
    expect(await anna.read(`/requests/${id}`)).toContain('Закроются обращение и инцидент INC-000001');
    await anna.post(`/requests/${id}/close`, { reason: 'DUPLICATE' });
    const incident = await house.db.selectFrom('incident').selectAll().executeTakeFirstOrThrow();
    expect(incident.category).toBe('DONE');
  });

  test.each(['', 'INCIDENT_UNLINKED', 'NONSENSE'])('reason %j is refused', async (reason) => {
    const id = await house.take({ sender: 'anonymous' });
    const response = await (await house.visit('anna')).post(`/requests/${id}/close`, { reason });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Выберите причину закрытия');
  });
});
