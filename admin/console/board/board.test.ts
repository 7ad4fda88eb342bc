import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addIncidents } from '../../../core/board/board.fixture.ts';
import { recordOrderState } from '../../../core/order/recordOrderState.ts';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';

const PART = { 'hx-request': 'true' };

let house: TestConsole;
let incidentId: string;
beforeEach(async () => {
  house = await openConsole();
  const requestId = await house.take({
    sender: '+79160000007',
    serviceId: 'svc-internet',
    text: 'Нет интернета',
  });
  incidentId = (await house.advance(requestId)) ?? '';
});
afterEach(() => house.close());

const readIncident = () =>
  house.db.selectFrom('incident').selectAll().where('id', '=', incidentId).executeTakeFirstOrThrow();
const free = () => house.db.updateTable('incident').set({ assignee_id: null }).execute();

describe('the board', () => {
  test('shows an agent his card: number, customer, service, step, order, and where it may go', async () => {
    const page = await (await house.visit('anna')).read('/board');
    for (const words of ['INC-000001', 'Иванова Мария Петровна', 'Нет доступа в интернет', 'Новый', 'SMS']) {
      expect(page).toContain(words);
    }
    expect(page).toContain('data-to="DOING:diagnose"');
    expect(page).toContain('принят');
    expect(page).not.toContain('style=');
  });

  test.each([
    ['anna', true],
    ['vera', true],
    ['boris', false],
    ['gleb', false],
    ['dina', false],
  ] as const)('of %s has it: %s', async (name, has) => {
    const page = await (await house.visit(name)).read('/board');
    expect(page.includes('INC-000001')).toBe(has);
  });

  test('of one agent narrows to him; of a foreign one says that there is nothing', async () => {
    const vera = await house.visit('vera');
    expect(await vera.read('/board?lane=anna')).toContain('INC-000001');
    expect(await vera.read('/board?lane=boris')).not.toContain('INC-000001');
    expect(await vera.read('/board?lane=gleb')).toContain('Ничего не нашлось');
  });

  test('is fetched anew as a part that asks for itself', async () => {
    const part = await (await house.visit('vera')).read('/board?by=group&q=INC-1', PART);
    expect(part).toMatch(/^<section id="board"/);
    expect(part).toContain('hx-get="/board?by=group&amp;q=INC-1"');
    expect(part).not.toContain('<html');
  });

  test('without cards says why, and how to get out of a filter', async () => {
    expect(await (await house.visit('gleb')).read('/board')).toContain('На доске пусто');
    const page = await (await house.visit('anna')).read('/board?q=nobody');
    expect(page).toContain('Сбросить фильтр');
    expect(page).toContain('href="/board?"');
  });

  test('takes an address that makes no sense as one without that part', async () => {
    const page = await (await house.visit('anna')).get('/board?by=moon&priority=VERY&whose=ours');
    expect(page.status).toBe(200);
    expect((await (await house.visit('anna')).get('/board?todo=x')).status).toBe(400);
  });

  test('draws names and words of any length as text', async () => {
    const name = `<script>${'Длинноеимябезпробелов'.repeat(20)}`;
    await house.db.updateTable('servicerequest').set({ customer_name: name }).execute();
    const page = await (await house.visit('anna')).read('/board');
    expect(page).not.toContain('<script>Длинное');
    expect(page).toContain('&lt;script&gt;Длинное');
  });

  test('warns over a limit and names it, and the move into a full column goes through all the same', async () => {
    await house.db
      .insertInto('work_group')
      .values({ id: 'internet', name: 'internet', wip_limits: JSON.stringify({ TODO: 0, DOING: 0 }) })
      .execute();
    const anna = await house.visit('anna');
    expect(await anna.read('/board')).toContain('Больше лимита: 1 при лимите 0');
    expect((await anna.post(`/board/${incidentId}/move`, { step: 'diagnose' })).status).toBe(303);
    expect((await readIncident()).step).toBe('diagnose');
  });

  test('shows terms in words, and of what was closed one day', async () => {
    await addIncidents(house.db, { count: 1, assigneeId: 'anna', dueInHours: -3 });
    const done = { assigneeId: 'anna', step: 'resolved', category: 'DONE' };
    await addIncidents(house.db, { count: 1, ...done, closedHoursAgo: 1, customerName: 'Недавний' });
    await addIncidents(house.db, { count: 1, ...done, closedHoursAgo: 25, customerName: 'Вчерашний' });
    const page = await (await house.visit('anna')).read('/board');
    expect(page).toMatch(/Просрочено на 2\sч/);
    await house.db
      .updateTable('incident')
      .set({ due_at: new Date(Date.now() - 5_000) })
      .where('id', '=', incidentId)
      .execute();
    expect(await (await house.visit('anna')).read('/board')).toContain('Просрочено только что');
    expect(page).toContain('Недавний');
    expect(page).not.toContain('Вчерашний');
  });

  test('pages a column: on, and back to the top', async () => {
    await addIncidents(house.db, { count: 60, assigneeId: 'anna', dueInHours: 3 });
    const anna = await house.visit('anna');
    const first = await anna.read('/board');
    expect(first.match(/data-card=/g)).toHaveLength(50);
    const next = /href="(\/board\?todo=[^"]+)"/.exec(first)?.[1] ?? '';
    const second = await anna.read(next);
    expect(second.match(/data-card=/g)).toHaveLength(11);
    expect(second).toContain('К началу');
  });
});

describe('moving', () => {
  test('a script gets the board as it then is, a browser without one is sent back to where it was', async () => {
    const anna = await house.visit('anna');
    const part = await anna.post(`/board/${incidentId}/move?whose=mine`, { step: 'diagnose' }, PART);
    expect(part.status).toBe(200);
    const text = await part.text();
    expect(text).toContain('data-from="diagnose"');
    expect(text).toContain('hx-get="/board?whose=mine"');
    expect(text).toContain('Карточка перемещена.');
    const plain = await anna.post(`/board/${incidentId}/move?whose=mine`, { step: 'field' });
    expect(plain.status).toBe(303);
    expect(plain.headers.get('location')).toBe('/board?whose=mine');
  });

  test.each([
    ['resolved', 'new', 409, 'так перейти нельзя'],
    ['diagnose', 'field', 409, 'тем временем передвинул'],
    ['nonsense', 'new', 400, 'Такого шага в процессе нет'],
  ])('to %s from %s is refused with %d', async (step, fromStep, status, words) => {
    const anna = await house.visit('anna');
    const part = await anna.post(`/board/${incidentId}/move`, { step, fromStep }, PART);
    expect(part.status).toBe(status);
    const text = await part.text();
    expect(text).toMatch(/^<div role="alert"/);
    expect(text).toContain(words);
    const page = await anna.post(`/board/${incidentId}/move`, { step, fromStep });
    expect(page.status).toBe(status);
    expect(await page.text()).toContain('<html');
    expect((await readIncident()).step).toBe('new');
  });

  test.each([
    ['anna', 303],
    ['vera', 303],
    ['boris', 404],
    ['gleb', 404],
    ['dina', 404],
  ] as const)('by %s answers %d', async (name, status) => {
    const visitor = await house.visit(name);
    expect((await visitor.get(`/board/${incidentId}/move`)).status).toBe(status === 303 ? 200 : 404);
    expect((await visitor.post(`/board/${incidentId}/move`, { step: 'diagnose' })).status).toBe(status);
    expect((await readIncident()).step).toBe(status === 303 ? 'diagnose' : 'new');
  });

  test('the menu offers what the process allows, of one column where it is asked for, and tells what closing does', async () => {
    const anna = await house.visit('anna');
    await anna.post(`/board/${incidentId}/move`, { step: 'diagnose' });
    const menu = await anna.read(`/board/${incidentId}/move`, PART);
    expect(menu).toContain('value="customer"');
    expect(menu).toContain('value="field"');
    expect(menu).toContain('Инцидент и обращение SR-000001 закроются');
    expect(menu).not.toContain('value="new"');
    const column = await anna.read(`/board/${incidentId}/move?to=WAITING`, PART);
    expect(column).toContain('value="field"');
    expect(column).not.toContain('value="resolved"');
    await anna.post(`/board/${incidentId}/move`, { step: 'resolved', fromStep: 'diagnose' });
    const request = await house.db.selectFrom('servicerequest').selectAll().executeTakeFirstOrThrow();
    expect(request).toMatchObject({ status: 'CLOSED', close_reason: 'RESOLVED' });
    expect(await anna.read('/board')).toContain('board-card-done');
  });
});

describe('taking and handing over', () => {
  test('an agent takes a free one of his group; it is on the board of no other group', async () => {
    await free();
    const anna = await house.visit('anna');
    expect(await anna.read('/board?whose=mine')).not.toContain('INC-000001');
    expect(await anna.read('/board')).toContain(`action="/board/${incidentId}/take?"`);
    expect((await (await house.visit('boris')).post(`/board/${incidentId}/take`)).status).toBe(404);
    expect((await anna.post(`/board/${incidentId}/take`, {}, PART)).status).toBe(200);
    expect((await readIncident()).assignee_id).toBe('anna');
    expect((await anna.post(`/board/${incidentId}/take`, {}, PART)).status).toBe(409);
  });

  test('a supervisor hands over to an agent and to a group; who looked at an old board does not', async () => {
    const vera = await house.visit('vera');
    const give = (fields: Record<string, string>) => vera.post(`/board/${incidentId}/transfer`, fields, PART);
    expect((await give({ assigneeId: 'boris', fromAssignee: 'anna' })).status).toBe(200);
    expect((await readIncident()).assignee_id).toBe('boris');
    expect((await give({ assigneeId: 'anna', fromAssignee: 'anna' })).status).toBe(409);
    expect((await give({ fromAssignee: 'boris' })).status).toBe(400);
    await house.db.insertInto('work_group').values({ id: 'internet', name: 'internet' }).execute();
    expect((await give({ workGroupId: 'internet', fromAssignee: 'boris' })).status).toBe(200);
    expect((await readIncident()).assignee_id).toBe('anna');
  });

  test('a foreign supervisor hands over nothing', async () => {
    const dina = await house.visit('dina');
    expect((await dina.post(`/board/${incidentId}/transfer`, { assigneeId: 'gleb' })).status).toBe(404);
    expect((await readIncident()).assignee_id).toBe('anna');
  });
});

test('the order’s state follows the order system', async () => {
  const { order_id: orderId, order_state: first } = await readIncident();
  expect(first).toBe('acknowledged');
  const tell = (eventId: string, state: string, at: Date) =>
    recordOrderState(house.db, { source: 'orders', eventId, orderId, state, at });
  await tell('2', 'inProgress', new Date('2026-01-02'));
  await tell('1', 'acknowledged', new Date('2026-01-01'));
  expect((await readIncident()).order_state).toBe('inProgress');
  expect(await (await house.visit('anna')).read('/board')).toContain('выполняется');
});
