import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRoutingTable } from '../../../core/service-catalog/readRoutingRules.ts';
import { getWorkGroup } from '../../../core/work-group/readWorkGroups.ts';
import { addSenders } from '../testing/channels.ts';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';
import type { Visitor } from '../testing/visitor.ts';

let house: TestConsole;
let vera: Visitor;
beforeAll(async () => {
  house = await openConsole();
  addSenders(house.ctx, 'sms', 'telegram');
  vera = await house.visit('vera');
});
afterAll(() => house.close());

describe('the settings', () => {
  it('are for supervisors, and begin with the routing', async () => {
    const anna = await house.visit('anna');
    for (const room of ['', '/routing', '/routing/new', '/templates', '/groups', '/sla']) {
      expect((await anna.get(`/settings${room}`)).status).toBe(403);
    }
    expect((await vera.get('/settings')).headers.get('location')).toBe('/settings/routing');
  });
});

describe('the routing rules', () => {
  const table = () => readRoutingTable(house.db);
  const rule = { channel: '', queue: '', keyword: '', serviceId: 'svc-general' };
  const add = async (fields: Record<string, string>) =>
    vera.post('/settings/routing/new', { ...rule, ...fields, version: String((await table()).version) });

  it('are added, tried, moved, rewritten and deleted', async () => {
    expect(await vera.read('/settings/routing')).toContain('Правил нет');
    await add({});
    await add({ keyword: 'счёт', serviceId: 'svc-billing' });
    await add({ channel: 'sms', keyword: '<b>', serviceId: 'svc-internet' });
    const page = await vera.read('/settings/routing');
    expect(page).toContain('канал SMS, в тексте «&lt;b&gt;»');
    expect(page).toContain('всё остальное');

    const tried = await vera.post('/settings/routing/try', {
      channel: 'telegram',
      queue: '',
      text: 'СЧЕТ где?',
    });
    expect(await tried.text()).toContain('Сработает правило 1 (в тексте «счёт»): услуга «Счёт и оплата».');
    const { rules, version } = await table();
    const [billing, , catchAll] = rules;
    const post = (what: string, fields: Record<string, string>) =>
      vera.post(`/settings/routing/${billing?.id}${what}`, fields);
    expect((await post('/move', { to: '1', version: String(version) })).status).toBe(303);
    expect((await table()).rules.map((each) => each.id).indexOf(billing?.id ?? '')).toBe(1);
    const stale = await post('/move', { to: '0', version: String(version) });
    expect(stale.status).toBe(409);
    expect(await stale.text()).toContain('изменил кто-то другой');
    const edited = { ...rule, keyword: 'оплата', serviceId: 'svc-billing', skipsSilent: 'yes' };
    await post('', { ...edited, version: String(version + 1) });
    expect((await table()).rules[1]).toMatchObject({ keyword: 'оплата', skipsSilent: true });
    await post('/delete', { version: String(version + 2) });
    expect((await table()).rules).toHaveLength(2);
    expect((await table()).rules.at(-1)?.id).toBe(catchAll?.id);
  });

  it('keep what was typed when they are refused', async () => {
    const refused = await add({ keyword: 'роутер', serviceId: 'svc-gone' });
    expect(refused.status).toBe(400);
    const page = await refused.text();
    expect(page).toContain('value="роутер"');
    expect(page).toContain('Такой услуги в каталоге нет');
    const late = await vera.post('/settings/routing/new', { ...rule, keyword: 'роутер', version: '0' });
    expect(late.status).toBe(409);
    const again = await late.text();
    expect(again).toContain('value="роутер"');
    expect(again).toContain(`name="version" value="${(await table()).version}"`);
    expect((await vera.get('/settings/routing/none')).status).toBe(404);
  });
});

describe('the wordings of notices', () => {
  const path = '/settings/templates/closed/sms/ru';

  it('are previewed as they would be read, with the parts they cost', async () => {
    expect(await vera.read('/settings/templates')).toContain(path);
    const page = await vera.read(path);
    expect(page).toContain('Обращение SR-000123 закрыто');
    const part = await vera.post(`${path}/preview`, { text: `${'я'.repeat(71)} {{number}}`, version: '0' });
    const preview = await part.text();
    expect(preview).not.toContain('<html');
    expect(preview).toContain('частей SMS: 2');
    const wrong = await vera.post(path, { text: 'Готово, {{name}}', version: '0', action: 'preview' });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('Подстановки {{name}} у этого уведомления нет');
  });

  it('are saved, refused without the number, and set back', async () => {
    const refused = await vera.post(path, { text: 'Ваше <обращение> закрыто', version: '0' });
    expect(refused.status).toBe(400);
    const page = await refused.text();
    expect(page).toContain('не хватает {{number}}');
    expect(page).toContain('Ваше &lt;обращение&gt; закрыто');
    expect((await vera.post(path, { text: 'Закрыли {{number}}', version: '0' })).status).toBe(303);
    expect(await vera.read(path)).toContain('Закрыли {{number}}');
    expect(await vera.read('/settings/templates')).toContain('>своё</span>');
    const late = await vera.post(path, { text: 'Иначе {{number}}', version: '0' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('Иначе {{number}}');
    expect((await vera.post(`${path}/reset`, { version: '1' })).status).toBe(303);
    expect(await vera.read('/settings/templates')).not.toContain('>своё</span>');
  });

  it('are where a notice goes out, and nowhere else', async () => {
    for (const wrong of ['closed/pigeon/ru', 'none/sms/ru', 'closed/sms/de', 'managerClosed/sms/ru']) {
      expect((await vera.get(`/settings/templates/${wrong}`)).status).toBe(404);
    }
  });
});

describe('the work groups', () => {
  it('are set, with limits that are numbers or nothing', async () => {
    await house.db
      .insertInto('work_group')
      .values({ id: 'internet', name: 'Интернет', wip_limits: '{}' })
      .execute();
    expect(await vera.read('/settings/groups')).toContain('Специалисты: Анна Соколова');
    const form = {
      assignment: 'by_hand',
      TODO: '',
      DOING: '5',
      WAITING: 'много',
      calendarId: '',
      priority: 'HIGH',
      version: '1',
    };
    const refused = await vera.post('/settings/groups/internet', form);
    expect(refused.status).toBe(400);
    const page = await refused.text();
    expect(page).toContain('«Ожидание»: нужно целое число');
    expect(page).toContain('value="много"');
    expect((await vera.post('/settings/groups/internet', { ...form, WAITING: '' })).status).toBe(303);
    expect(await getWorkGroup(house.db, 'internet')).toMatchObject({
      assignment: 'by_hand',
      wipLimits: { DOING: 5 },
      priority: 'HIGH',
    });
    const nameless = await vera.post('/settings/groups/internet', { ...form, WAITING: '', priority: 'FIRE' });
    expect(nameless.status).toBe(400);
    expect(await vera.read('/settings/groups')).toContain('приоритет «Высокий»');
    const requestId = await house.take({
      sender: '+79160000007',
      serviceId: 'svc-internet',
      text: 'Нет сети',
    });
    await house.advance(requestId);
    const incident = await house.db.selectFrom('incident').selectAll().executeTakeFirstOrThrow();
    expect(incident).toMatchObject({ work_group_id: 'internet', priority: 'HIGH' });
    // HIGH is promised an answer in 30 minutes round the clock.
    const answer = (incident.answer_due_at?.getTime() ?? 0) - incident.created_at.getTime();
    expect(answer).toBe(30 * 60_000);
    expect((await vera.post('/settings/groups/internet', { ...form, WAITING: '' })).status).toBe(409);
    expect((await vera.get('/settings/groups/none')).status).toBe(404);
  });
});
