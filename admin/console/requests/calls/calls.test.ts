import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NoAnswer, Refused } from '../../../../core/errors.ts';
import { addPbx } from '../../testing/channels.ts';
import { openConsole, type TestConsole } from '../../testing/openConsole.ts';
import { addCall, addCallback } from '../../testing/rows.ts';

let house: TestConsole;
let id: string;
beforeEach(async () => {
  house = await openConsole();
  id = await house.take({ sender: '+79160000007', serviceId: 'svc-internet', text: 'Нет интернета' });
  await house.advance(id);
});
afterEach(() => house.close());

const at = (time: string) => new Date(`2025-05-12T${time}Z`);
const extension = (person: string) =>
  house.db.updateTable('user_account').set({ extension: '101' }).where('id', '=', person).execute();
const events = async (type: string) =>
  house.db.selectFrom('event').selectAll().where('type', '=', type).execute();

describe('the list of calls', () => {
  test('says of each what it was, who spoke and for how long, and plays its recording', async () => {
    await extension('boris');
    const talk = await addCall(house.db, id, {
      ringing_at: at('10:00:00'),
      answered_at: at('10:00:10'),
      ended_at: at('11:02:19'),
      agent_extension: '101',
      queue: 'Поддержка',
      recording_url: 'http://pbx.local/1.mp3',
    });
    await addCall(house.db, id, { direction: 'out', ringing_at: at('12:00:00'), agent_extension: '777' });
    await addCall(house.db, id, { ringing_at: at('13:00:00'), ended_at: at('13:00:30') });
    const page = await (await house.visit('anna')).read(`/requests/${id}`);
    expect(page).toContain('разговор 1:02:09 · Борис Кузнецов · линия Поддержка');
    expect(page).toContain('без ответа · доб. 777');
    expect(page).toMatch(/Входящий<\/span><span class="chip[^>]*>Пропущен/);
    expect(page).toMatch(
      new RegExp(`<audio[^>]*controls=""[^>]*preload="none"[^>]*src="/calls/${talk}/recording"`),
    );
    expect(page.match(/<audio/g)).toHaveLength(1);
    // Newest first.
    expect(page.indexOf('Пропущен')).toBeLessThan(page.indexOf('доб. 777'));
    // Where the recording lies is nobody's business.
    expect(page).not.toContain('pbx.local');
  });

  test('there is none to show where nobody can be called', async () => {
    const anonymous = await house.take({ channel: 'telegram', sender: 'anonymous' });
    expect(await (await house.visit('anna')).read(`/requests/${anonymous}`)).toMatch(
      /<section class="panel" id="calls"[^>]* hidden=""/,
    );
  });
});

describe('calling', () => {
  test('without a PBX that dials it is a link for the agent’s own telephone', async () => {
    const page = await (await house.visit('anna')).read(`/requests/${id}`);
    expect(page).toMatch(/<a class="btn[^>]*href="tel:\+79160000007"/);
    expect(page).not.toContain(`/requests/${id}/dial`);
  });

  test('the PBX connects the agent with the customer', async () => {
    const pbx = addPbx(house.ctx);
    await extension('anna');
    const anna = await house.visit('anna');
    expect(await anna.read(`/requests/${id}`)).toContain(`action="/requests/${id}/dial"`);
    const response = await anna.post(`/requests/${id}/dial`);
    expect(response.headers.get('location')).toBe(`/requests/${id}`);
    expect(pbx.dialled).toMatchObject([{ extension: '101', phone: '+79160000007' }]);
    const page = await anna.read(`/requests/${id}`);
    expect(page).toContain('АТС соединяет');
    expect(page).toContain('АТС попросили позвонить клиенту');
  });

  test.each([
    [
      'an agent without an extension',
      async () => void addPbx(house.ctx),
      409,
      'У вас нет внутреннего номера',
    ],
    ['a house without a PBX that dials', async () => void (await extension('anna')), 409, 'Ни одна АТС'],
    [
      'a PBX that says no',
      async () => {
        await extension('anna');
        addPbx(house.ctx).failure = new Refused('ami.refused', 'no');
      },
      409,
      'Внешняя система отказала',
    ],
    [
      'a PBX that is away',
      async () => {
        await extension('anna');
        addPbx(house.ctx).failure = new NoAnswer('ami.no-answer', 'silence');
      },
      503,
      'Внешняя система не отвечает',
    ],
  ])('%s is told so on the page', async (_name, prepare, status, words) => {
    await prepare();
    const response = await (await house.visit('anna')).post(`/requests/${id}/dial`);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(words);
    expect(await events('call.dialled')).toEqual([]);
  });

  test('a request without a phone cannot be called', async () => {
    addPbx(house.ctx);
    const anonymous = await house.take({ channel: 'telegram', sender: 'anonymous' });
    const response = await (await house.visit('anna')).post(`/requests/${anonymous}/dial`);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('У обращения нет номера телефона');
  });

  test('nobody calls the customer of a request he does not see', async () => {
    const pbx = addPbx(house.ctx);
    await extension('boris');
    expect((await (await house.visit('boris')).post(`/requests/${id}/dial`)).status).toBe(404);
    const foreign = await (await house.visit('anna')).post(
      `/requests/${id}/dial`,
      {},
      { origin: 'https://evil.example' },
    );
    expect(foreign.status).toBe(403);
    expect(pbx.dialled).toEqual([]);
  });
});

describe('a callback that is owed', () => {
  test('stands on the card and on the incident until a person says it is done', async () => {
    const callbackId = await addCallback(house.db, id);
    const anna = await house.visit('anna');
    const incident = await house.db.selectFrom('incident').select('id').executeTakeFirstOrThrow();
    for (const path of [`/requests/${id}`, `/incidents/${incident.id}`]) {
      const page = await anna.read(path);
      expect(page).toMatch(/Клиент звонил [^<]*, ему не ответили/);
      expect(page).toContain(`name="callbackId" value="${callbackId}"`);
    }
    const response = await anna.post(`/requests/${id}/callbacks`, { callbackId });
    expect(response.headers.get('location')).toBe(`/requests/${id}`);
    const page = await anna.read(`/requests/${id}`);
    expect(page).not.toContain('ему не ответили');
    expect(page.match(/Перезвон отмечен выполненным/g)).toHaveLength(2);
    expect(await events('callback.done')).toMatchObject([{ actor: 'anna', data: { reason: 'by_hand' } }]);
    const again = await anna.post(`/requests/${id}/callbacks`, { callbackId });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('уже отмечен выполненным');
  });

  test('one that came in after the page was drawn is still owed', async () => {
    const first = await addCallback(house.db, id);
    await addCallback(house.db, id);
    const anna = await house.visit('anna');
    expect(await anna.read(`/requests/${id}`)).toContain('пропущенных звонков: 2');
    await anna.post(`/requests/${id}/callbacks`, { callbackId: first });
    expect(await anna.read(`/requests/${id}`)).toMatch(/Клиент звонил [^<]*, ему не ответили/);
  });

  test('is nobody’s to end who does not see the request', async () => {
    const callbackId = await addCallback(house.db, id);
    const mine = await house.take({ sender: 'anonymous' });
    // Not even by way of a request he does see.
    const response = await (await house.visit('boris')).post(`/requests/${mine}/callbacks`, { callbackId });
    expect(response.status).toBe(404);
    expect(await events('callback.done')).toEqual([]);
  });

  test.each([{}, { callbackId: '' }, { callbackId: 'nonsense' }])('%j is none', async (fields) => {
    const anna = await house.visit('anna');
    expect((await anna.post(`/requests/${id}/callbacks`, fields as Record<string, string>)).status).toBe(400);
  });
});
