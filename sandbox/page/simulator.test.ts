import { Bot } from 'grammy';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBrowser } from '../../test/harness/browser.ts';
import { needProgram } from '../../test/harness/program.ts';
import { storeMessage } from '../messages/store.ts';
import { FAINT_TEXTS, NAMELESS } from './contrast.fixture.ts';
import { type RecordingHouse, withHouse } from './house.fixture.ts';

const { path, missing } = needProgram('chromium');
const TOKEN = '100000001:sandbox-bot-token';
const WITHIN = { timeout: 15_000 };

describe.skipIf(missing)('the simulator in a real browser', () => {
  let house: RecordingHouse;
  let browser: Browser;
  let page: Page;
  /** What went wrong in silence: a refused script, a broken asset, a thrown error. */
  const faults: string[] = [];
  let serial = 0;

  beforeAll(async () => {
    house = await withHouse();
    browser = await startBrowser(path);
  });
  beforeEach(async () => {
    house.seen.length = 0;
    house.failWith(undefined);
    serial += 1;
    page = await visit(`+7916000020${serial % 10}`);
  });
  afterEach(async () => {
    await page.context().close();
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await house.stop();
  });

  async function visit(number: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'ru-RU', ...options });
    const opened = await context.newPage();
    opened.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    opened.on('pageerror', (error) => faults.push(error.message));
    await opened.goto(`${house.url}/sandbox/?as=${encodeURIComponent(number)}`);
    // The script is through when it has filled this in; on a narrow page nobody sees it.
    await opened.locator('#bus-preview', { hasText: digits(number) }).waitFor({ state: 'attached' });
    return opened;
  }
  const digits = (number: string) => number.replace('+', '');
  const bodies = () => house.seen.map(({ body }) => JSON.parse(body));
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const panel = (name: string) => page.getByRole('region', { name, exact: true });

  it('a call: it rings in a queue, an agent answers, the caller hangs up', async () => {
    await page.getByLabel('Куда звоните').selectOption('billing');
    await button('Позвонить').click();
    await page.getByLabel('Кто отвечает').selectOption('102');
    await button('Агент отвечает').click();
    await panel('Телефон').getByText('Борис Кузнецов · доб. 102').waitFor();
    await button('Повесить трубку').click();
    await panel('Телефон').getByText('Разговор окончен').waitFor();
    const [ringing, answered, ended] = bodies();
    expect(house.seen.map(({ path }) => path)).toEqual(Array(3).fill('/channels/cti/dev-cti'));
    const common = { callId: ringing.callId, direction: 'in', from: '+79160000201', queue: 'billing' };
    expect(ringing).toMatchObject({ ...common, event: 'newCall', to: '74950000000' });
    expect(answered).toMatchObject({
      ...common,
      event: 'answer',
      user: 'Борис Кузнецов',
      answeringNumber: '102',
    });
    expect(ended).toMatchObject({ ...common, event: 'hangup', cause: 'normalClearing' });
    await button('Позвонить').click();
    await button('Никто не ответил').click();
    await panel('Телефон').getByText('Пропущенный вызов').waitFor();
    expect(bodies()[4]).toMatchObject({ event: 'hangup', cause: 'noAnswer' });
    expect(bodies()[3].callId).not.toBe(ringing.callId);
  });

  it('a call that was not taken goes again under the same id', async () => {
    house.failWith(503);
    await button('Позвонить').click();
    await panel('Телефон').getByText('HELPDesk ответил 503').waitFor();
    house.failWith(undefined);
    await button('Позвонить').click();
    await button('Повесить трубку').click();
    await panel('Телефон').getByText('Пропущенный вызов').waitFor();
    const [first, second, ended] = bodies();
    expect(second).toEqual(first);
    expect(ended).toMatchObject({ event: 'hangup', cause: 'cancel' });
    faults.splice(0);
  });

  it('SMS: written, refused and sent again, received with its receipt, or not', async () => {
    const thread = page.getByRole('log', { name: 'Переписка SMS' });
    house.failWith(503);
    await page.getByLabel('Текст SMS').fill('Нет интернета\n<b>третий</b> день');
    await page.keyboard.press('Enter');
    await thread.getByText('не принято').waitFor();
    house.failWith(undefined);
    await button('Отправить снова').click();
    await thread.getByText('принято', { exact: false }).waitFor();
    await thread.getByText('<b>третий</b> день').waitFor();
    const [first, second] = house.seen;
    expect(second?.body).toBe(first?.body);
    expect(second).toMatchObject({
      path: '/channels/sms/kannel',
      headers: { 'x-gateway-token': 'dev-sms', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(Object.fromEntries(new URLSearchParams(second?.body))).toMatchObject({
      id: expect.stringMatching(/^sms-/),
      from: '+79160000203',
      to: '1234',
      text: 'Нет интернета\n<b>третий</b> день',
    });
    const sendsms = `${house.url}/sandbox/sms/cgi-bin/sendsms?username=dev&password=dev&to=79160000203&text=`;
    await fetch(`${sendsms}Принято`);
    await thread.getByText('доставлено').waitFor(WITHIN);
    await page.getByLabel('Телефон выключен').check();
    await expect
      .poll(async () => (await fetch(`${house.url}/sandbox/subscribers/79160000203`)).json(), WITHIN)
      .toMatchObject({ subscriber: { phoneOff: true } });
    await fetch(`${sendsms}Закрыто`);
    await thread.getByText('не доставлено: телефон выключен').waitFor(WITHIN);
    await panel('Что вернулось').getByText('Закрыто').waitFor();
    faults.splice(0);
  });

  it('Telegram: start, the number by its button, a photo, a pressed button, the block', async () => {
    const bot = new Bot(TOKEN, { client: { apiRoot: `${house.url}/sandbox/telegram` } });
    const shares = [[{ text: 'Мой номер', request_contact: true }]];
    const said: string[] = [];
    bot.command('start', (ctx) => ctx.reply('Ваш номер?', { reply_markup: { keyboard: shares } }));
    bot.on('message:contact', async (ctx) => {
      said.push(ctx.msg.contact.phone_number);
      const inline_keyboard = [[{ text: 'Интернет', callback_data: 'svc:1' }]];
      await ctx.reply('Что случилось?', { reply_markup: { inline_keyboard } });
    });
    bot.on('callback_query:data', async (ctx) => {
      await ctx.answerCallbackQuery(`Принято ${ctx.callbackQuery.data}`);
      await ctx.editMessageText('Зарегистрировано');
    });
    bot.on('message:photo', async (ctx) => {
      const { file_path } = await ctx.getFile();
      const file = await fetch(`${house.url}/sandbox/telegram/file/bot${TOKEN}/${file_path}`);
      await ctx.reply(`Фото: ${(await file.arrayBuffer()).byteLength} байт`);
    });
    const polling = bot.start();
    const thread = page.getByRole('log', { name: 'Чат с ботом' });
    try {
      await button('Начать').click();
      await button('Мой номер').click();
      await button('Интернет').click();
      await page.getByText('Принято svc:1').waitFor(WITHIN);
      await thread.getByText('Зарегистрировано').waitFor(WITHIN);
      expect(said).toEqual(['79160000204']);
      await button('Прикрепить').click();
      await button('Фото роутера').click();
      await thread.getByText(/Фото: \d{5} байт/).waitFor(WITHIN);
      await thread.getByRole('img', { name: 'Фото' }).waitFor();
      for (const each of ['Голосовое', 'Место']) {
        await button('Прикрепить').click();
        await button(each).click();
      }
      await thread.getByText('55.75393, 37.62079').waitFor(WITHIN);
      await page.getByLabel('Бот заблокирован').check();
      await button('Разблокировать бота').waitFor(WITHIN);
      const { subscriber } = (await (await fetch(`${house.url}/sandbox/subscribers/79160000204`)).json()) as {
        subscriber: { id: number };
      };
      await expect(bot.api.sendMessage(subscriber.id, 'Ау')).rejects.toMatchObject({ error_code: 403 });
      await button('Разблокировать бота').click();
      await page.getByLabel('Сообщение боту').waitFor(WITHIN);
    } finally {
      await bot.stop();
      await polling;
    }
  });

  it('a bus event goes as its preview shows it, and only with what it needs', async () => {
    await page.getByLabel('Что случилось').fill('');
    await button('Отправить событие').click();
    await panel('Событие шины').getByText('Нужны телефон и текст').waitFor();
    expect(house.seen).toEqual([]);
    await page.getByLabel('Что случилось').fill('Спорное списание');
    await page.getByLabel('Услуга').selectOption('svc-billing');
    const preview = JSON.parse((await page.locator('#bus-preview').textContent()) ?? '');
    await button('Отправить событие').click();
    await expect.poll(() => house.seen.length, WITHIN).toBe(1);
    expect(bodies()).toEqual([preview]);
    expect(preview).toMatchObject({
      specversion: '1.0',
      type: 'helpdesk.contact.v1',
      data: { phone: '+79160000205', text: 'Спорное списание', serviceId: 'svc-billing' },
    });
    expect(house.seen[0]).toMatchObject({
      path: '/channels/esb/events',
      headers: { authorization: 'Bearer dev-esb', 'content-type': 'application/cloudevents+json' },
    });
  });

  it('the log shows the answer, copies as curl, and sends the very same once more', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await button('Отправить событие').click();
    const log = panel('Журнал запросов');
    await log.getByText('/channels/esb/events', { exact: true }).click();
    await log.getByText('"contactId": "contact-1"').waitFor();
    await button('Скопировать как curl').click();
    await button('Скопировано').waitFor();
    const command = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(command).toContain(`curl -X POST '${house.url}/channels/esb/events'`);
    expect(command).toContain("-H 'Authorization: Bearer dev-esb'");
    expect(command).toContain(house.seen[0]?.body);
    await button('Отправить ещё раз').click();
    await expect.poll(() => house.seen.length, WITHIN).toBe(2);
    expect(house.seen[1]?.body).toBe(house.seen[0]?.body);
  });

  it('what came back: requests by the public API, mail to the supervisors', async () => {
    const request = { id: 'r-1', number: 'SR-000042', status: 'TRIAGE', createdAt: new Date().toISOString() };
    house.requests.push({ ...request, serviceName: 'Цифровое телевидение' });
    await storeMessage(house.sandbox.pool, {
      channel: 'email',
      to: 'vera@helpdesk.example',
      subject: 'Закрыто: SR-000042',
      text: 'Инцидент закрыт',
    });
    const back = panel('Что вернулось');
    const link = back.getByRole('link', { name: /SR-000042.*ждёт решения.*Цифровое телевидение/ });
    await link.waitFor(WITHIN);
    expect(await link.getAttribute('href')).toBe('/requests/r-1');
    await back.getByText('кому: vera@helpdesk.example').waitFor(WITHIN);
    house.requests.length = 0;
  });

  it('somebody else: another number, one that is none, one withheld', async () => {
    const number = page.getByLabel('Ваш номер');
    await number.fill('8 (916) 000-00-99');
    await number.press('Enter');
    await page.getByRole('button', { name: /000-00-99.*номер двух клиентов/, pressed: true }).waitFor();
    await number.fill('не номер');
    await number.press('Enter');
    await page.getByText('Это не номер').waitFor();
    await button('Номер скрыт').click();
    await page.getByText('Скрытый номер SMS не отправляет').waitFor(WITHIN);
    expect(await page.getByLabel('Текст SMS').isDisabled()).toBe(true);
    await button('Позвонить').click();
    await expect.poll(() => bodies(), WITHIN).toMatchObject([{ event: 'newCall', from: 'anonymous' }]);
  });

  it('says so while the sandbox does not answer, and goes on by itself', async () => {
    await page.route('**/sandbox/subscribers/**', (route) => route.abort());
    await panel('Что вернулось').getByText('нет связи').waitFor(WITHIN);
    await page.unroute('**/sandbox/subscribers/**');
    await panel('Что вернулось').getByText('обновляется само').waitFor(WITHIN);
    faults.splice(0);
  });

  it.each([1440, 1024, 390])(
    'at %i px nothing sticks out, all has a name and is dark or light enough',
    async (width) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const shown = await visit('+79160000001', { viewport: { width, height: 800 }, colorScheme });
        await shown.getByLabel('Текст SMS').fill('Оченьдлинноесловобезпробелов'.repeat(20));
        await shown.keyboard.press('Enter');
        await shown.getByRole('button', { name: 'Отправить событие' }).click();
        await shown.getByText('принято').first().waitFor();
        for (const address of ['', 'outside']) {
          if (address) await shown.goto(`${house.url}/sandbox/${address}`);
          expect(
            await shown.evaluate('document.documentElement.scrollWidth - innerWidth'),
          ).toBeLessThanOrEqual(0);
          expect(await shown.evaluate(NAMELESS)).toEqual([]);
          expect(await shown.evaluate(FAINT_TEXTS)).toEqual([]);
        }
        await shown.context().close();
      }
    },
  );
});
