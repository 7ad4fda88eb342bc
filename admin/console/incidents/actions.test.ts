import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
  await house.db
    .insertInto('work_group')
    .values(['internet', 'billing', 'sales'].map((id) => ({ id, name: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
});
afterAll(() => house.close());

/** A fresh incident at this person, or at nobody. */
async function incident(assigneeId: string | null): Promise<string> {
  const requestId = await house.take({
    sender: '+79160000007',
    serviceId: 'svc-internet',
    text: 'Нет интернета',
  });
  const id = (await house.advance(requestId)) ?? '';
  await house.db.updateTable('incident').set({ assignee_id: assigneeId }).where('id', '=', id).execute();
  return id;
}
const read = (id: string) =>
  house.db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('taking', () => {
  test('is offered for what nobody has, and done once', async () => {
    const id = await incident(null);
    const anna = await house.visit('anna');
    expect(await anna.read(`/incidents/${id}`)).toContain('Взять в работу');
    const taken = await anna.post(`/incidents/${id}/take`);
    expect(taken.headers.get('location')).toBe(`/incidents/${id}`);
    const page = await anna.read(`/incidents/${id}`);
    expect(page).toContain('Инцидент взят в работу.');
    expect(page).toContain('Анна Соколова: взят в работу');
    expect(page).not.toContain(`/incidents/${id}/take`);
  });

  test('what a colleague took leads back to the list with a word why', async () => {
    const id = await incident('boris');
    const anna = await house.visit('anna');
    const late = await anna.post(`/incidents/${id}/take`);
    expect(late.headers.get('location')).toBe('/incidents');
    expect(await anna.read('/incidents')).toContain('Инцидент уже взял кто-то другой.');
    // Whose group's it is not learns nothing.
    expect((await (await house.visit('gleb')).post(`/incidents/${id}/take`)).status).toBe(404);
  });

  test('is not for supervisors who work on none', async () => {
    const id = await incident(null);
    const vera = await house.visit('vera');
    expect(await vera.read(`/incidents/${id}`)).not.toContain('Взять в работу');
    const refused = await vera.post(`/incidents/${id}/take`);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('Брать инциденты в работу могут только специалисты.');
  });
});

describe('handing over', () => {
  test('offers groups, colleagues of the group and the others, with what they have to do', async () => {
    const page = await (await house.visit('anna')).read(`/incidents/${await incident('anna')}`);
    expect(page).toContain('<option value="group:billing">');
    expect(page).toMatch(
      /label="Остальные специалисты">[\s\S]*value="user:boris">Борис Кузнецов · в работе \d+/,
    );
    expect(page).not.toContain('value="user:anna"');
    expect(page).not.toContain('value="user:vera"');
  });

  test('to another department: out of sight, and said so; his supervisor sees who has it and why', async () => {
    const id = await incident('anna');
    const anna = await house.visit('anna');
    const done = await anna.post(`/incidents/${id}/transfer`, {
      to: 'user:gleb',
      note: 'Ждёт звонка',
      from: 'anna',
    });
    expect(done.headers.get('location')).toBe('/incidents');
    expect(await anna.read('/incidents')).toContain('Инцидент передан.');
    const card = await (await house.visit('gleb')).read(`/incidents/${id}`);
    expect(card).toContain('Передан исполнителю: Глеб Орлов');
    expect(card).toContain('Ждёт звонка');
  });

  test('a refused form keeps what was entered and shows how it is now', async () => {
    const id = await incident('anna');
    const vera = await house.visit('vera');
    const stale = await vera.post(`/incidents/${id}/transfer`, {
      to: 'group:billing',
      note: 'Это к <счетам>',
      from: 'boris',
    });
    expect(stale.status).toBe(409);
    const page = await stale.text();
    expect(page).toContain('Инцидент тем временем взяли, передали или закрыли');
    expect(page).toMatch(/<details class="action-fold" open/);
    expect(page).toContain('<option value="group:billing" selected="">');
    expect(page).toContain('Это к &lt;счетам&gt;');
    // The page refreshes from its own address, not from the form's.
    expect(page).toContain(`hx-get="/incidents/${id}"`);
    const nobody = await vera.post(`/incidents/${id}/transfer`, { to: '', from: 'anna' });
    expect(nobody.status).toBe(400);
    expect(await nobody.text()).toContain('Выберите, кому передать');
  });
});

test('the priority is shown, changed and told of', async () => {
  const id = await incident('anna');
  const anna = await house.visit('anna');
  await anna.post(`/incidents/${id}/priority`, { priority: 'CRITICAL' });
  const page = await anna.read(`/incidents/${id}`);
  expect(page).toContain('Приоритет изменён.');
  expect(page).toContain('class="priority priority-critical"');
  expect((await anna.post(`/incidents/${id}/priority`, { priority: 'HUGE' })).status).toBe(400);
});

test('unlinking says what it does, and does it', async () => {
  const id = await incident('anna');
  const anna = await house.visit('anna');
  expect(await anna.read(`/incidents/${id}`)).toMatch(
    /Обращение SR-\d+ закроется с причиной «инцидент отвязан»/,
  );
  await anna.post(`/incidents/${id}/unlink`);
  const page = await anna.read(`/incidents/${id}`);
  expect(page).toContain('Инцидент отвязан, обращение закрыто.');
  expect(page).not.toContain('Действия');
  expect((await read(id)).category).toBe('DONE');
  const ended = await anna.read(`/incidents/${id}`);
  expect(ended).toMatch(/chip-[a-z]+" title="[^"]*"><span class="truncate">Отвязан</);
  expect(ended).toContain('Отвязан: срок не засчитан');
  expect(ended).toContain('Инцидент отвязан и закрыт');
  expect(ended).not.toContain('Решено в срок');
  expect((await anna.post(`/incidents/${id}/unlink`)).status).toBe(409);
});

describe('the list', () => {
  test('is narrowed by what nobody has, by priority and term; the filter is said where it finds nothing', async () => {
    const free = await incident(null);
    const anna = await house.visit('anna');
    expect(await anna.read('/incidents?assignee=none')).toContain(free);
    expect(await anna.read('/incidents?assignee=me')).not.toContain(free);
    await house.db
      .updateTable('incident')
      .set({ due_at: new Date(Date.now() - 3_600_000 * 5), sla_paused_at: null, priority: 'HIGH' })
      .where('id', '=', free)
      .execute();
    const late = await anna.read('/incidents?sla=breached&priority=HIGH');
    expect(late).toContain(free);
    expect(late).toMatch(/class="due due-late">−5/);
    const none = await anna.read('/incidents?sla=warned&service=svc-tv');
    expect(none).toContain('Фильтр: Срок: Скоро срок, Услуга: Цифровое телевидение');
  });

  test('is searched by number, phone, customer and words, whatever is open or closed', async () => {
    const id = await incident('anna');
    const { number } = await read(id);
    const anna = await house.visit('anna');
    for (const q of [number, 'Иванов', '8 916 000-00-07', '0007', 'интернета нет'])
      expect(await anna.read(`/incidents?${new URLSearchParams({ q })}`), q).toContain(id);
    expect(await anna.read('/incidents?q=ничего')).toContain('«ничего»');
    expect(await (await house.visit('gleb')).read(`/incidents?q=${number}`)).not.toContain(id);
  });
});
