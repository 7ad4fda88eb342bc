import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProcess } from '../../core/business-process/process.fixture.ts';
import { rememberingOutbound } from '../../core/house.fixture.ts';
import { Contact, ContactPage } from './schemas/contact.ts';
import { LedgerPage } from './schemas/ledgerEntry.ts';
import { NoticeTemplate, NoticeTemplatePage } from './schemas/noticeTemplate.ts';
import { BusinessProcess } from './schemas/process.ts';
import { RoutingTable, RoutingVerdict } from './schemas/routing.ts';
import { WorkGroup, WorkGroupPage } from './schemas/workGroup.ts';
import { readAnswer } from './testing/client.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

const UNKNOWN = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01';
let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
  house.ctx.senders.set('sms', { ...rememberingOutbound(), countSegments: () => 1 });
  await house.db
    .insertInto('work_group')
    .values({ id: 'internet', name: 'Интернет', wip_limits: '{}' })
    .execute();
});
afterAll(() => house.stop());

describe('POST /processes', () => {
  it('publishes versions, and names every fault', async () => {
    const process = { ...testProcess({ id: 'api' }), baseVersion: 0 };
    const first = await readAnswer(BusinessProcess, await house.call('/processes', 'vera', process), 201);
    expect(first).toMatchObject({ id: 'api', version: 1 });
    expect((await house.refused(409, '/processes', 'system', process)).code).toBe('process.exists');
    expect((await house.refused(403, '/processes', 'anna', process)).code).toBe('setting.supervisors');
    const [start, ...others] = process.steps;
    const broken = { ...process, baseVersion: 1, name: { ru: '', en: 'x' }, steps: [...others, start] };
    const { errors } = await house.refused(400, '/processes', 'vera', broken);
    expect(errors).toEqual([
      { field: 'name.ru', message: 'required' },
      { field: 'steps[3]', message: 'unreachable' },
    ]);
    const renamed = { ...process, baseVersion: 1, name: { ru: 'Иначе', en: 'Otherwise' } };
    await readAnswer(BusinessProcess, await house.call('/processes', 'system', renamed), 201);
    expect(await house.read(BusinessProcess, '/processes/api', 'anna')).toMatchObject({ version: 2 });
    expect(await house.read(BusinessProcess, '/processes/api?version=1', 'anna')).toMatchObject({
      name: testProcess().name,
    });
  });
});

describe('/routing-rules', () => {
  it('are added, tried, moved, rewritten and taken away, by supervisors and systems', async () => {
    const rule = { channel: null, queue: null, keyword: 'счёт', serviceId: 'svc-billing' };
    const { version } = await house.read(RoutingTable, '/routing-rules', 'vera');
    const add = (keyword: string, baseVersion: number) =>
      house.call('/routing-rules', 'vera', { ...rule, keyword, baseVersion });
    await readAnswer(RoutingTable, await add('счёт', version), 201);
    const table = await readAnswer(RoutingTable, await add('оплат', version + 1), 201);
    const [first, second] = table.rules;
    expect(table.rules.map((each) => each.keyword)).toEqual(['счёт', 'оплат']);

    const tried = await house.read(RoutingVerdict, '/routing-rules/try', 'vera', {
      channel: 'sms',
      text: 'Когда придёт счет?',
    });
    expect(tried).toEqual({ serviceId: 'svc-billing', by: 'rule', ruleId: first?.id });
    const path = `/routing-rules/${second?.id}`;
    const change = (what: string, body: object, as: 'vera' | 'system' = 'vera') =>
      house.read(RoutingTable, `${path}${what}`, as, body);
    const moved = await change('/move', { to: 0, baseVersion: version + 2 });
    expect(moved.rules.map((each) => each.keyword)).toEqual(['оплат', 'счёт']);
    const changed = await change('', { ...rule, skipsSilent: true, baseVersion: version + 3 }, 'system');
    expect(changed.rules[0]).toMatchObject({ keyword: 'счёт', skipsSilent: true });
    const stale = await house.refused(409, `${path}/delete`, 'vera', { baseVersion: version });
    expect(stale.code).toBe('setting.changed');
    const left = await change('/delete', { baseVersion: version + 4 });
    expect(left.rules).toHaveLength(1);
    await house.refused(404, `/routing-rules/${UNKNOWN}/delete`, 'vera', { baseVersion: version + 5 });
    await house.refused(403, '/routing-rules', 'anna');
    const wrong = { ...rule, serviceId: 'svc-old', baseVersion: version + 5 };
    const { errors } = await house.refused(400, '/routing-rules', 'vera', wrong);
    expect(errors?.map((each) => each.field)).toEqual(['serviceId']);
  });
});

describe('/notice-templates', () => {
  it('are set and set back', async () => {
    const key = { template: 'closed', channel: 'sms', language: 'ru' };
    const { items } = await house.read(NoticeTemplatePage, '/notice-templates?limit=200', 'vera');
    expect(items.find((each) => each.template === 'closed' && each.language === 'ru')).toMatchObject({
      version: 0,
      required: ['number'],
    });
    const save = { ...key, text: 'Готово: {{number}}', baseVersion: 0 };
    const saved = await house.read(NoticeTemplate, '/notice-templates', 'vera', save);
    expect(saved).toMatchObject({ text: 'Готово: {{number}}', version: 1 });
    const reset = { ...key, baseVersion: 1 };
    const back = await house.read(NoticeTemplate, '/notice-templates/reset', 'system', reset);
    expect(back.text).toBe(back.original);
    const { errors } = await house.refused(400, '/notice-templates', 'vera', { ...save, text: 'Готово' });
    expect(errors).toEqual([{ field: 'text', message: '{{number}} must be in it' }]);
    await house.refused(404, '/notice-templates', 'vera', { ...save, channel: 'pigeon' });
    await house.refused(403, '/notice-templates', 'anna', save);
    await house.refused(403, '/notice-templates', 'anna');
  });
});

describe('/work-groups', () => {
  it('are read and set', async () => {
    const { items } = await house.read(WorkGroupPage, '/work-groups', 'vera');
    expect(items).toMatchObject([{ id: 'internet', assignment: 'least_loaded', version: 1 }]);
    const change = { assignment: 'by_hand', wipLimits: { DOING: 4 }, calendarId: null, baseVersion: 1 };
    const saved = await house.read(WorkGroup, '/work-groups/internet', 'vera', change);
    expect(saved).toMatchObject({
      assignment: 'by_hand',
      wipLimits: { DOING: 4 },
      version: 2,
      priority: 'NORMAL',
    });
    const wrong = { ...change, wipLimits: { TODO: -1 }, baseVersion: 2 };
    const { errors } = await house.refused(400, '/work-groups/internet', 'vera', wrong);
    expect(errors?.map((each) => each.field)).toEqual(['wipLimits.TODO']);
    const pressing = { ...change, priority: 'CRITICAL', baseVersion: 2 };
    const changed = await house.read(WorkGroup, '/work-groups/internet', 'vera', pressing);
    expect(changed).toMatchObject({ priority: 'CRITICAL', version: 3 });
    await house.refused(409, '/work-groups/internet', 'vera', change);
    await house.refused(404, '/work-groups/none', 'vera', change);
    await house.refused(403, '/work-groups/internet', 'anna', change);
    await house.refused(403, '/work-groups', 'anna');
  });
});

describe('a contact in quarantine', () => {
  it('is dropped and replayed by supervisors and systems, and the ledger balances', async () => {
    const id = randomUUID();
    await house.db
      .insertInto('contact')
      .values({
        id,
        channel: 'sms',
        account: 'kannel',
        external_id: id,
        kind: 'message',
        phone_kind: 'none',
        raw: '{}',
        state: 'QUARANTINED',
        last_error: 'sms.invalid',
        occurred_at: new Date(),
      })
      .execute();
    const path = `/contacts/${id}`;
    await house.refused(403, `${path}/drop`, 'anna', { reason: 'спам' });
    await house.refused(400, `${path}/drop`, 'vera', { reason: ' ' });
    const dropped = await house.read(Contact, `${path}/drop`, 'vera', { reason: 'спам' });
    expect(dropped).toMatchObject({ state: 'DROPPED', droppedBy: 'u-vera', dropReason: 'спам' });
    await house.refused(409, `${path}/drop`, 'system', { reason: 'спам' });
    const page = await house.read(ContactPage, '/contacts?state=DROPPED', 'vera');
    expect(page.items.map((each) => each.id)).toEqual([id]);
    const { items } = await house.read(LedgerPage, '/ledger?channel=sms');
    expect(items).toMatchObject([{ received: 1, dropped: 1, quarantined: 0 }]);

    expect((await house.command(`${path}/replay`, 'anna')).status).toBe(403);
    expect((await house.command(`${path}/replay`, 'vera')).status).toBe(200);
    expect(await house.read(Contact, path, 'vera')).toMatchObject({ state: 'WAITING', dropReason: null });
    expect(house.enqueued).toContain(`intake:${id}`);
    expect((await house.command(`/contacts/${UNKNOWN}/replay`, 'vera')).status).toBe(404);
  });
});
