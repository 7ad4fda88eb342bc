import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../../testing/openConsole.ts';

let house: TestConsole;
beforeEach(async () => {
  house = await openConsole();
});
afterEach(() => house.close());

/** A message of a person of the messenger who never told his number. */
const write = (fields: Parameters<TestConsole['take']>[0] = {}) =>
  house.take({
    channel: 'telegram',
    thread: '700',
    address: '700',
    identity: '700',
    text: 'Помогите',
    ...fields,
  });
const links = () => house.db.selectFrom('identity_link').selectAll().orderBy('linked_at').execute();

describe('how well a sender is known', () => {
  test.each([
    ['UNKNOWN', 'Неизвестен', 0],
    ['CALLER_ID', 'Определившийся номер', 1],
    ['SMS_SENDER', 'Номер отправителя SMS', 2],
    ['SHARED_CONTACT', 'Подтверждённый номер', 3],
    ['CUSTOMER_MATCH', 'Узнанный клиент', 4],
  ] as const)('%s', async (rung, words, level) => {
    const id = await write({ rung, sender: '+79160000007' });
    const page = await (await house.visit('anna')).read(`/requests/${id}`);
    expect(page).toContain(`${words}</span>`);
    expect(page).toContain(`Уровень доверия ${level} из 4`);
  });
});

describe('remembering', () => {
  test('is offered once the request has a customer, and done knows him the next time', async () => {
    const id = await write();
    const anna = await house.visit('anna');
    expect(await anna.read(`/requests/${id}`)).not.toContain('Запомнить: это');
    await anna.post(`/requests/${id}/triage`, { customerId: 'C-7', serviceId: 'svc-internet' });
    expect(await anna.read(`/requests/${id}`)).toContain('Запомнить: это Иванова Мария Петровна');
    const response = await anna.post(`/requests/${id}/identity`, { customerId: 'C-7' });
    expect(response.headers.get('location')).toBe(`/requests/${id}`);
    const page = await anna.read(`/requests/${id}`);
    expect(page).toContain('Собеседник запомнен.');
    expect(page).toContain('Собеседник связан: Иванова Мария Петровна');
    expect(page).not.toContain('Запомнить: это');
    expect(await links()).toMatchObject([{ customer_id: 'C-7', linked_by: 'anna', rung: 'CUSTOMER_MATCH' }]);
    const next = await write({ thread: '701', text: 'Снова я' });
    const request = await house.db
      .selectFrom('servicerequest')
      .select('customer_id')
      .where('id', '=', next)
      .executeTakeFirstOrThrow();
    expect(request.customer_id).toBe('C-7');
  });

  test('goes along with triage where the box is ticked, and not where it is not', async () => {
    const anna = await house.visit('anna');
    const choice = { customerId: 'C-7', serviceId: 'svc-internet' };
    const first = await write();
    expect(await anna.read(`/requests/${first}`)).toContain('name="remember"');
    await anna.post(`/requests/${first}/triage`, choice);
    expect(await links()).toEqual([]);
    const second = await write({ thread: '701' });
    await anna.post(`/requests/${second}/triage`, { ...choice, remember: 'yes' });
    expect(await links()).toMatchObject([{ customer_id: 'C-7', linked_by: 'anna' }]);
    expect(await anna.read(`/requests/${second}`)).toContain('Передано в работу.');
  });

  test('a refused triage links nobody and keeps the tick', async () => {
    const id = await write();
    const anna = await house.visit('anna');
    const response = await anna.post(`/requests/${id}/triage`, { customerId: 'C-0', remember: 'yes' });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/name="remember" value="yes" checked=""/);
    expect(await links()).toEqual([]);
  });

  test('settled is settled, even where remembering fails', async () => {
    const id = await write();
    const get = house.ctx.customers.get;
    let asked = 0;
    // The customer system goes away between the two.
    house.ctx.customers.get = (customerId) => {
      asked += 1;
      house.outside.switches.customersAway = asked > 1;
      return get(customerId);
    };
    const anna = await house.visit('anna');
    const fields = { customerId: 'C-7', serviceId: 'svc-internet', remember: 'yes' };
    expect((await anna.post(`/requests/${id}/triage`, fields)).status).toBe(303);
    expect(await anna.read(`/requests/${id}`)).toContain('запомнить собеседника не удалось');
    expect(house.enqueued).toEqual([`orders:${id}`]);
    expect(house.logged.join()).not.toContain('C-7');
  });

  test('there is nobody to remember where the channel names nobody', async () => {
    const id = await house.take({
      channel: 'esb',
      kind: 'event',
      sender: '+79160000007',
      serviceId: 'svc-tv',
    });
    const vera = await house.visit('vera');
    const page = await vera.read(`/requests/${id}`);
    expect(page).toContain('Канал не назвал собеседника');
    expect(page).not.toContain('Запомнить: это');
    const response = await vera.post(`/requests/${id}/identity`, { customerId: 'C-7' });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('связывать некого');
  });

  test.each([
    [{ customerId: 'C-0' }, 400, 'Такого клиента нет'],
    [{ customerId: '' }, 400, 'Такого клиента нет'],
  ])('%j is refused', async (fields, status, words) => {
    const id = await write();
    const response = await (await house.visit('anna')).post(`/requests/${id}/identity`, fields);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(words);
  });

  test('is for those who see the request', async () => {
    const id = await write({ sender: '+79160000007', rung: 'SHARED_CONTACT', serviceId: 'svc-internet' });
    await house.advance(id);
    const response = await (await house.visit('boris')).post(`/requests/${id}/identity`, {
      customerId: 'C-98',
    });
    expect(response.status).toBe(404);
    expect(await links()).toMatchObject([{ linked_by: 'system', customer_id: null }]);
  });
});

describe('unlinking', () => {
  const linked = async () => {
    const id = await write({ sender: '+79160000007', rung: 'SHARED_CONTACT', serviceId: 'svc-internet' });
    await house.advance(id);
    const [link] = await links();
    return { id, linkId: link?.id ?? '' };
  };

  test('ends the link with a reason and keeps it as history', async () => {
    const { id, linkId } = await linked();
    const anna = await house.visit('anna');
    expect(await anna.read(`/requests/${id}`)).toContain(`name="linkId" value="${linkId}"`);
    const reason = 'Это телефон <b>дочери</b>';
    const response = await anna.post(`/requests/${id}/identity/unlink`, { linkId, reason });
    expect(response.headers.get('location')).toBe(`/requests/${id}`);
    const page = await anna.read(`/requests/${id}`);
    expect(page).toContain('Собеседник отвязан.');
    expect(page).toContain('Прежние связи: 1');
    expect(page).toContain('причина: Это телефон &lt;b&gt;дочери&lt;/b&gt;');
    expect(page).toMatch(/отвязано: Анна Соколова, /);
    expect(page).toContain('Ни с кем не связан.');
    expect(await links()).toMatchObject([{ unlinked_by: 'anna', unlink_reason: reason }]);
    const again = await anna.post(`/requests/${id}/identity/unlink`, { linkId, reason });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('Эту связь уже отвязали');
  });

  test.each(['', '   ', '\u0000', 'я'.repeat(501)])(
    'without a fit reason it is refused (%#)',
    async (reason) => {
      const { id, linkId } = await linked();
      const response = await (await house.visit('anna')).post(`/requests/${id}/identity/unlink`, {
        linkId,
        reason,
      });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('Напишите, почему связь неверна');
      expect(await links()).toMatchObject([{ unlinked_at: null }]);
    },
  );

  test('is nobody’s who sees no request of that sender', async () => {
    const { linkId } = await linked();
    const mine = await house.take({ sender: 'anonymous' });
    const fields = { linkId, reason: 'хочу' };
    const response = await (await house.visit('boris')).post(`/requests/${mine}/identity/unlink`, fields);
    expect(response.status).toBe(404);
    expect(await links()).toMatchObject([{ unlinked_at: null }]);
  });
});
