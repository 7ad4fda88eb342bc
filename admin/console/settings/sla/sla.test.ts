import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../../testing/openConsole.ts';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
});
afterAll(() => house.close());

const POLICY = '/settings/sla/policy';
const TERM = {
  service: 'svc-internet',
  priority: 'HIGH',
  resolveHours: '2',
  resolveMinutes: '30',
  answerHours: '',
  answerMinutes: '20',
  warnPercent: '75',
  calendarId: 'always',
  version: '0',
};
const changes = async () => {
  const rows = await house.db
    .selectFrom('event')
    .select(['subject', 'actor'])
    .where('type', '=', 'setting.changed')
    .orderBy('id')
    .execute();
  return rows.map((row) => `${row.subject} ${row.actor}`);
};

describe('terms', () => {
  test('stand in a table of services and priorities, in both languages', async () => {
    const vera = await house.visit('vera');
    const page = await vera.read('/settings/sla');
    for (const words of [
      'Любая услуга',
      '16\u00a0ч',
      'как для любой',
      'Рабочие часы офиса',
      'пн–пт 09:00–18:00',
    ]) {
      expect(page).toContain(words);
    }
    expect(page).not.toContain('style=');
    vera.cookies.set('lang', 'en');
    const english = await vera.read('/settings/sla');
    for (const words of ['Any service', '16\u00a0hr', 'as for any', 'Office hours']) {
      expect(english).toContain(words);
    }
  });

  test('are set for one service, by one supervisor at a time, and taken away again', async () => {
    const [vera, dina] = [await house.visit('vera'), await house.visit('dina')];
    const shown = await vera.read(`${POLICY}?service=svc-internet&priority=HIGH`);
    expect(shown).toContain('Нет доступа в интернет, высокий');
    expect(shown).not.toContain('/policy/remove');
    expect((await vera.post(POLICY, TERM)).headers.get('location')).toBe('/settings/sla');
    const late = await dina.post(POLICY, { ...TERM, resolveHours: '5' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('value="5"');
    const policy = await house.db
      .selectFrom('sla_policy')
      .selectAll()
      .where('service_id', '=', 'svc-internet')
      .executeTakeFirstOrThrow();
    expect(policy).toMatchObject({ resolve_minutes: 150, answer_minutes: 20, warn_percent: 75, version: 1 });
    expect(await vera.read('/settings/sla')).toContain('Сохранено.');

    const key = { service: 'svc-internet', priority: 'HIGH', version: '1' };
    expect((await vera.post(`${POLICY}/remove`, key)).status).toBe(303);
    expect((await vera.post(`${POLICY}/remove`, key)).status).toBe(404);
    const all = await vera.post(`${POLICY}/remove`, { priority: 'HIGH', version: '1' });
    expect(all.status).toBe(400);
    expect(await changes()).toEqual(Array(2).fill('setting:sla:svc-internet:HIGH vera'));
  });

  test.each([
    ['no term', { resolveHours: '0', resolveMinutes: '' }, 'Срок решения'],
    ['words for a number', { resolveHours: 'два' }, 'Срок решения'],
    ['an answer after the end', { answerHours: '9' }, 'Срок первого ответа'],
    ['a warning at the end', { warnPercent: '100' }, 'от 1 до 99'],
    ['a calendar that is none', { calendarId: 'moon' }, 'Такого календаря нет'],
  ])('with %s are refused on the page, with what was typed', async (_, wrong, words) => {
    const vera = await house.visit('vera');
    const response = await vera.post(POLICY, { ...TERM, service: '', version: '1', ...wrong });
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).toContain('name="answerMinutes" value="20"');
  });

  test('are counted while they are typed', async () => {
    const vera = await house.visit('vera');
    const preview = (fields: Record<string, string>) =>
      vera.read(`/settings/sla/preview?${new URLSearchParams({ ...TERM, ...fields })}`, {
        'hx-request': 'true',
      });
    const counted = await preview({});
    expect(counted).toContain('Круглосуточно');
    const due = /Решить до<\/dt><dd><time datetime="([^"]+)"/.exec(counted)?.[1] ?? '';
    const minutes = (new Date(due).getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(149);
    expect(minutes).toBeLessThanOrEqual(150);
    expect(await preview({ resolveHours: '', resolveMinutes: '' })).toContain('Введите срок');
  });
});

describe('a calendar', () => {
  const CALENDAR = {
    nameRu: 'Две смены',
    nameEn: 'Two shifts',
    timeZone: 'Asia/Yekaterinburg',
    day0: '8-12, 22:00 - 6:00',
    holidays: '31.12.2026\n2027-01-01',
    workingDays: '2026-12-26 10:00–15:00',
    version: '0',
  };

  test('is made, changed, and lost by whoever had an old one before him', async () => {
    const vera = await house.visit('vera');
    expect((await vera.post('/settings/sla/calendars/new', CALENDAR)).status).toBe(303);
    const made = await house.db
      .selectFrom('calendar')
      .selectAll()
      .where('time_zone', '=', 'Asia/Yekaterinburg')
      .executeTakeFirstOrThrow();
    expect(made.week[0]).toEqual([
      { from: '08:00', to: '12:00' },
      { from: '22:00', to: '06:00' },
    ]);
    expect(made.holidays).toEqual(['2026-12-31', '2027-01-01']);
    const path = `/settings/sla/calendars/${made.id}`;
    const shown = await vera.read(path);
    expect(shown).toContain('08:00–12:00, 22:00–06:00');
    expect(shown).toContain('2026-12-26 10:00–15:00');
    const change = { ...CALENDAR, version: '1', day1: '9:00-18:00' };
    expect((await vera.post(path, change)).status).toBe(303);
    expect((await vera.post(path, change)).status).toBe(409);
    expect((await changes()).slice(-2)).toEqual(Array(2).fill(`setting:calendar:${made.id} vera`));
  });

  test.each([
    ['no hours at all', { day0: '' }, 'нет ни одного рабочего часа'],
    ['hours that overlap', { day0: '9-18, 17-20' }, 'пересекаются'],
    ['hours nobody can read', { day3: 'с утра' }, '«чт»'],
    ['a day that is none', { holidays: '2026-02-30' }, 'Нерабочие дни'],
    ['a day twice', { workingDays: '2026-12-26 9-10\n2026-12-26 9-11' }, 'особыми часами'],
    ['a zone that is none', { timeZone: 'Moscow' }, 'Такого часового пояса нет'],
    ['no name', { nameEn: ' ' }, 'на обоих языках'],
  ])('with %s is refused on the page', async (_, wrong, words) => {
    const vera = await house.visit('vera');
    const response = await vera.post('/settings/sla/calendars/new', { ...CALENDAR, ...wrong });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
  });
});

describe('a calendar’s removal', () => {
  test('is refused with what counts by it, and done when nothing does', async () => {
    const vera = await house.visit('vera');
    const used = await vera.read('/settings/sla/calendars/office');
    expect(used).toContain('Удалить нельзя');
    expect(used).toContain('Любая услуга, Обычный');
    expect(used).not.toContain('/remove"');
    const refused = await vera.post('/settings/sla/calendars/office/remove', { version: '1' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('Календарь не удалён');
    expect(await vera.read('/settings/sla/calendars/always')).toContain('календарь по умолчанию');
    await house.db
      .insertInto('calendar')
      .values({
        id: 'spare',
        name: JSON.stringify({ ru: 'Запасной', en: 'Spare' }),
        time_zone: 'Europe/Moscow',
        week: JSON.stringify(Array(7).fill([{ from: '09:00', to: '18:00' }])),
      })
      .execute();
    const spare = '/settings/sla/calendars/spare';
    expect(await vera.read(spare)).toContain(`action="${spare}/remove"`);
    expect((await vera.post(`${spare}/remove`, { version: '7' })).status).toBe(409);
    expect((await vera.post(`${spare}/remove`, { version: '1' })).status).toBe(303);
    expect(await vera.read('/settings/sla')).not.toContain('Запасной');
    expect((await vera.get(spare)).status).toBe(404);
    expect((await vera.post(`${spare}/remove`, { version: '1' })).status).toBe(404);
    expect(await changes()).toContain('setting:calendar:spare vera');
  });
});

test('a first answer that is due soon or late stands out on the board and on both cards', async () => {
  const requestId = await house.take({ sender: '+79160000007', serviceId: 'svc-tv', text: 'Нет каналов' });
  const incidentId = (await house.advance(requestId)) ?? '';
  const anna = await house.visit('anna');
  const set = async (warn: number, due: number, answered: number | null = null) => {
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    await house.db
      .updateTable('incident')
      .set({ assignee_id: 'anna', answer_warn_at: at(warn), answer_due_at: at(due) })
      .where('id', '=', incidentId)
      .execute();
    await house.db
      .updateTable('servicerequest')
      .set({ answered_at: answered === null ? null : at(answered) })
      .where('id', '=', requestId)
      .execute();
  };
  const pages = async () => ({
    incident: await anna.read(`/incidents/${incidentId}`),
    request: await anna.read(`/requests/${requestId}`),
    board: await anna.read('/board'),
  });
  await set(5, 10);
  for (const page of Object.values(await pages())) expect(page).not.toContain('answer-mark');
  await set(-5, 10);
  for (const page of Object.values(await pages())) expect(page).toContain('answer-mark answer-near');
  await set(-30, -12);
  for (const page of Object.values(await pages())) {
    expect(page).toContain('answer-mark answer-late');
    expect(page).toMatch(/Первый ответ опаздывает: 12\s?мин/);
  }
  // Given too late it calls for nothing any more; how it went the incident's card tells.
  await set(-30, -12, -2);
  const answered = await pages();
  for (const page of Object.values(answered)) expect(page).not.toContain('answer-mark');
  expect(answered.incident).toContain('с опозданием');
});

test('agents have no business here', async () => {
  const anna = await house.visit('anna');
  for (const path of ['/settings/sla', `${POLICY}?priority=HIGH`, '/settings/sla/calendars/office']) {
    expect((await anna.get(path)).status).toBe(403);
  }
  expect((await anna.post(POLICY, { ...TERM, service: '' })).status).toBe(403);
  expect((await anna.post('/settings/sla/calendars/office', {})).status).toBe(403);
});

test('an incident’s card tells how it stands with its term', async () => {
  const requestId = await house.take({
    sender: '+79160000007',
    serviceId: 'svc-internet',
    text: 'Нет связи',
  });
  const incidentId = (await house.advance(requestId)) ?? '';
  const anna = await house.visit('anna');
  const read = () => anna.read(`/incidents/${incidentId}`);
  const page = await read();
  expect(page).toMatch(/Осталось 1[56].ч.*рабочего времени/);
  expect(page).toContain('Рабочие часы офиса');
  const set = (values: Record<string, unknown>) =>
    house.db.updateTable('incident').set(values).where('id', '=', incidentId).execute();
  const hour = 3_600_000;
  await set({ due_at: new Date(Date.now() - hour), breached_at: new Date(), sla_calendar_id: 'always' });
  expect(await read()).toContain('Срок нарушен на 1\u00a0ч рабочего времени');
  await set({ due_at: new Date(Date.now() + hour), breached_at: null, sla_paused_at: new Date() });
  expect(await read()).toContain('Часы остановлены');
  await set({ due_at: null });
  expect(await read()).not.toContain('sla-panel');
});
