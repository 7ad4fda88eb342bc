import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../../testing/openConsole.ts';
import { addCallback, addFile, addNotice } from '../../testing/rows.ts';

let house: TestConsole;
let id: string;
beforeAll(async () => {
  house = await openConsole();
});
afterAll(() => house.close());

const open = async () => {
  id = await house.take({ sender: '+79160000007', serviceId: 'svc-internet', text: 'Нет интернета' });
  await house.advance(id);
};
const card = async (query = '') => (await house.visit('anna')).read(`/requests/${id}${query}`);
const reply = async (text: string, at = new Date()) => {
  const row = { id: randomUUID(), servicerequest_id: id, kind: 'reply' as const, author_id: 'anna', text };
  await house.db
    .insertInto('reply')
    .values({ ...row, created_at: at })
    .execute();
  return row.id;
};

describe('what came with a contact', () => {
  beforeAll(open);

  test('a picture is a thumbnail, sound a player, the rest a link with its size', async () => {
    const bytes = new Uint8Array(1_234_567);
    const photo = await addFile(house.db, id, { kind: 'photo', mime_type: 'image/jpeg', bytes });
    const voice = await addFile(house.db, id, { kind: 'voice', mime_type: 'audio/ogg', bytes });
    const film = await addFile(house.db, id, { kind: 'video', mime_type: 'video/mp4', bytes });
    const paper = await addFile(house.db, id, {
      file_name: 'договор.pdf',
      mime_type: 'application/pdf',
      bytes,
    });
    const page = await card();
    expect(page).toMatch(new RegExp(`<img[^>]*src="/attachments/${photo}" alt="Фото" loading="lazy"`));
    expect(page).toMatch(new RegExp(`<audio[^>]*preload="none" src="/attachments/${voice}"`));
    expect(page).toMatch(new RegExp(`<video[^>]*preload="none" src="/attachments/${film}"`));
    expect(page).toMatch(new RegExp(`<a[^>]*href="/attachments/${paper}">.*?договор.pdf.*?1,2 МБ`));
  });

  test('what calls itself a picture and is none is no image on the page', async () => {
    const svg = await addFile(house.db, id, {
      kind: 'photo',
      mime_type: 'image/svg+xml',
      bytes: new Uint8Array(9),
    });
    const page = await card();
    expect(page).toContain(`href="/attachments/${svg}"`);
    expect(page).not.toContain(`src="/attachments/${svg}"`);
  });

  test('a place is a link to a map, which learns nothing of us', async () => {
    await addFile(house.db, id, { kind: 'location', latitude: 55.751244, longitude: 37.618423 });
    expect(await card()).toMatch(
      /href="https:\/\/www.openstreetmap.org\/\?mlat=55.75124&amp;mlon=37.61842#map=17\/55.75124\/37.61842" target="_blank" rel="noopener noreferrer"[\s\S]*?55.75124, 37.61842/,
    );
  });

  test.each([
    ['attachment.size', 'не принят: слишком большой'],
    ['attachment.type', 'не принят: файлы такого вида не принимаем'],
    ['telegram.no-file', 'не принят: у провайдера его больше нет'],
    ['telegram.refused', 'не принят: провайдер отказался его отдать'],
    ['x.y', 'не принят: код x.y'],
  ])('a file refused for %s says so and is no link', async (code, words) => {
    const file = await addFile(house.db, id, { file_name: 'a.exe', state: 'REFUSED', last_error: code });
    const page = await card();
    expect(page).toContain(words);
    expect(page).not.toContain(`/attachments/${file}`);
  });

  test('one on its way says so', async () => {
    await addFile(house.db, id, { file_name: 'b.png', state: 'PENDING' });
    expect(await card()).toContain('загружается');
  });

  test('names are text, and cannot turn themselves round', async () => {
    const name = '"><img src=x onerror=alert(1)>\u202Egpj.exe';
    await addFile(house.db, id, { file_name: name, mime_type: 'application/pdf', bytes: new Uint8Array(1) });
    await addFile(house.db, id, { file_name: name, mime_type: 'image/png', bytes: new Uint8Array(1) });
    const page = await card();
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;gpj.exe');
    expect(page).not.toMatch(/<img src=x|\u202E/);
  });
});

describe('what the customer picked with a button', () => {
  const thread = { channel: 'telegram', thread: '701', address: '701', identity: '701' };

  test('is told in words', async () => {
    id = await house.take({ ...thread, sender: '+79160000007', text: 'Помогите' });
    await house.take({ ...thread, choice: 'service:svc-internet' });
    const anna = await house.visit('anna');
    await house.advance(id);
    expect(await anna.read(`/requests/${id}`)).toContain('Выбрана услуга: Нет доступа в интернет');
    await anna.post(`/requests/${id}/close`, { reason: 'RESOLVED' });
    await house.take({ ...thread, choice: `rate:${id}:4` });
    const page = await anna.read(`/requests/${id}`);
    // In the conversation, among the facts; and once more in words on the timeline.
    expect(page.match(/aria-label="Оценка клиента: 4 из 5"/g)).toHaveLength(2);
    expect(page).toContain('<p class="wrap-anywhere">Оценка клиента: 4 из 5</p>');
    expect(await anna.read('/requests?status=CLOSED')).toContain('aria-label="Оценка клиента: 4 из 5"');
  });
});

describe('what became of what we wrote', () => {
  beforeAll(open);

  test.each([
    ['nothing yet', [], 'готовится к отправке'],
    ['waits', [{}], 'SMS: ждёт отправки'],
    ['held', [{ not_before: new Date(Date.now() + 3_600_000) }], 'SMS: отложено до '],
    ['provider away', [{ last_error: 'sms.no-answer' }], 'SMS: пока не ушло: канал не отвечает'],
    ['sent', [{ state: 'SENT', sent_at: new Date(), segments: 3 }], 'SMS: отправлено'],
    ['delivered', [{ state: 'DELIVERED', delivered_at: new Date() }], 'SMS: доставлено'],
    ['guarded', [{ state: 'FAILED', last_error: 'guard.country' }], 'SMS: не доставлено: в эту страну'],
    ['undelivered', [{ state: 'FAILED', last_error: 'undelivered.<i>' }], 'код &lt;i&gt;'],
  ] as const)('%s', async (_name, notices, words) => {
    const text = `Ответ ${randomUUID()}`;
    const replyId = await reply(text);
    for (const notice of notices) await addNotice(house.db, id, { ...notice, replyId });
    const page = await card();
    const turn = page.slice(page.indexOf(text), page.indexOf('</li>', page.indexOf(text)));
    expect(turn).toContain(words);
    if (_name === 'sent') expect(turn).toContain('частей: 3');
  });

  test('each channel it was tried on is told', async () => {
    const replyId = await reply('Через два канала');
    await addNotice(house.db, id, {
      replyId,
      channel: 'telegram',
      state: 'FAILED',
      last_error: 'telegram.refused',
    });
    await addNotice(house.db, id, { replyId, channel: 'sms', state: 'DELIVERED' });
    expect(await card()).toMatch(/Через два канала[\s\S]*?Telegram: не доставлено[\s\S]*?SMS: доставлено/);
  });

  test('what the house told by itself stands between, and what the manager was told does not', async () => {
    await addNotice(house.db, id, { template: 'registeredAskService', state: 'SENT' });
    await addNotice(house.db, id, { template: 'tomorrow', state: 'SENT' });
    await addNotice(house.db, id, { template: 'managerClosed', recipient: 'manager', channel: 'email' });
    const page = await card();
    expect(page).toContain('Сообщили о регистрации и попросили выбрать услугу');
    expect(page).toContain('Уведомление «tomorrow»');
    expect(page).not.toContain('managerClosed');
  });

  test('an agent’s words are text', async () => {
    await reply('<script>alert(1)</script>');
    const page = await card();
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert');
  });
});

describe('the conversation', () => {
  beforeAll(open);

  test('is in the order of time', async () => {
    await reply('Раньше всех', new Date(Date.now() - 3_600_000));
    await reply('Позже всех', new Date(Date.now() + 1000));
    expect(await card()).toMatch(/Раньше всех[\s\S]*Нет интернета[\s\S]*Позже всех/);
  });

  test('refreshes itself, and the calls with it, for those who see it', async () => {
    const anna = await house.visit('anna');
    expect(await card()).toContain(
      `<div id="talk" hx-get="/requests/${id}/talk" hx-trigger="live, every 30s"`,
    );
    await addCallback(house.db, id);
    const part = await anna.read(`/requests/${id}/talk`, { 'hx-request': 'true' });
    expect(part).toMatch(/^<div id="talk"/);
    expect(part).toMatch(/<div id="callback" hx-swap-oob="outerMorph">[\s\S]*Перезвонить/);
    expect(part).toMatch(/<section class="panel" id="calls"[^>]*hx-swap-oob="outerMorph">/);
    expect((await (await house.visit('boris')).get(`/requests/${id}/talk`)).status).toBe(404);
  });

  test('stands on the incident’s card too, with the way to answer', async () => {
    const incident = await house.db
      .selectFrom('incident')
      .select('id')
      .where('servicerequest_id', '=', id)
      .executeTakeFirstOrThrow();
    const page = await (await house.visit('anna')).read(`/incidents/${incident.id}`);
    expect(page).toContain('Позже всех');
    expect(page).toContain(`href="/requests/${id}#reply"`);
  });

  test('that is very long begins with its end, and is whole on demand', async () => {
    for (let index = 0; index < 40; index += 1)
      await reply(`Реплика ${index}.`, new Date(Date.now() + 10_000 + index));
    const page = await card();
    expect(page).toContain('Реплика 39.');
    expect(page).not.toContain('Реплика 5.');
    expect(page).toMatch(/href="\/requests\/[^"]*\?talk=all#conversation">Показать более ранние: \d+/);
    const whole = await card('?talk=all');
    expect(whole).toContain('Реплика 5.');
    expect(whole).toContain(`hx-get="/requests/${id}/talk?talk=all"`);
  });
});
