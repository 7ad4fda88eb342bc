import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { logIn, startBrowser } from '../test/harness/browser.ts';
import { dataFolder, ROOT, startProcess } from '../test/harness/process.ts';
import { needProgram } from '../test/harness/program.ts';
import { playCustomer } from '../test/harness/simulator.ts';
import { createClient } from './smoke/client.ts';
import { busEvent, call, secretsFrom, sms, telegramContact, telegramText } from './smoke/deliveries.ts';

/** Rooms of the console, each with a picture of its name. */
const ROOMS = [
  ['board', '/board'],
  ['incidents', '/incidents'],
  ['customers', '/customers'],
  ['customer', '/customers/cust-0007'],
  ['new-request', '/requests/new?customerId=cust-0007'],
  ['showcase', '/showcase'],
  ['mass-incidents', '/mass-incidents/new'],
  ['processes', '/processes'],
  ['process', '/processes/fault'],
  ['process-editor', '/processes/fault/edit'],
  ['quarantine', '/quarantine'],
  ['ledger', '/ledger'],
  ['audit', '/audit'],
  ['routing', '/settings/routing'],
  ['templates', '/settings/templates'],
  ['sla', '/settings/sla'],
  ['groups', '/settings/groups'],
] as const;

/** Takes the pictures of docs/images from a house of its own, with a few customers in it. Needs Chromium. */
const { path } = needProgram('chromium');
const data = dataFolder();
const house = await startProcess({ env: { HELPDESK_DATA: data.path } });
const browser = await startBrowser(path);
try {
  const incident = await bringCustomers();
  await picture('requests', 'ru-RU', 'anna', '/requests');
  await picture('incident', 'ru-RU', 'vera', `/incidents/${incident}`);
  for (const [name, address] of ROOMS) await picture(name, 'ru-RU', 'vera', address);
  await pictureOfPop();
  await bringChat();
  await picture('simulator', 'ru-RU', null, '/sandbox/', { width: 1440, height: 900 });
} finally {
  await browser.close();
  await house.stop();
  data.remove();
}

/** A call rings at Anna's telephone, and her screen tells who it is. */
async function pictureOfPop(): Promise<void> {
  const context = await browser.newContext({
    locale: 'ru-RU',
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.5,
  });
  const page = await context.newPage();
  await logIn(page, house.base, 'anna');
  await page.goto(`${house.base}/board`);
  await page.waitForSelector('html[data-line=on]');
  const delivery = call(secretsFrom({}), '+79160000007');
  const body = JSON.stringify({ ...JSON.parse(delivery.request.body), user: ['101'] });
  await createClient(house.base).deliver({ ...delivery, request: { ...delivery.request, body } });
  await page.locator('#pop [data-call]').waitFor();
  await page.waitForTimeout(2_000);
  await page.screenshot({ path: join(ROOT, 'docs/images', 'pop.png') });
  await context.close();
}

/** The customer the simulator plays first writes to the bot, chooses his service and shares his number. */
async function bringChat(): Promise<void> {
  const customer = await playCustomer(house.base, '+79160000001');
  const hears = async (words: string) => {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const heard = (await customer.chat()).findLast((each) => each.text?.includes(words));
      if (heard) return heard;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the bot did not say: ${words}`);
  };
  await customer.say('/start');
  await customer.press(await hears('Выберите услугу'), 'интернет');
  await hears('Чтобы мы узнали вас');
  await customer.shareContact();
  await customer.say('Третий день мигает красная лампочка');
  await hears('Спасибо');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
}

/** @returns the id of one incident under way. */
async function bringCustomers(): Promise<string> {
  const client = createClient(house.base);
  const secrets = secretsFrom({});
  const first = sms(
    secrets,
    '8 (916) 000-00-07',
    'Третий день нет интернета, роутер мигает красным. Когда почините?',
  );
  const twins = sms(
    secrets,
    '+79160000099',
    'Здравствуйте! Интернет не работает с утра, помогите пожалуйста',
  );
  const rest = [
    call(secrets, '+79160000012'),
    telegramText(secrets, 'Сколько стоит роуминг в Казахстане?', 500_001),
    call(secrets, 'anonymous'),
    busEvent(secrets, '+79160000031', 'Двойное списание за ноябрь', 'svc-billing'),
    busEvent(secrets, '+79990000000', 'Хочу подключить телевидение'),
    busEvent(secrets, '+79160000044', 'Перенос услуги на новый адрес', 'svc-refused'),
    telegramContact(secrets, '79160000003'),
  ];
  for (const delivery of [first, twins, ...rest]) await client.deliver(delivery);
  const opened = await client.follow(first, (each) => each.incidentId !== null, 10_000);
  await client.post(`/incidents/${opened.incidentId}/move`, { step: 'diagnose' });
  return opened.incidentId ?? '';
}

async function picture(
  name: string,
  locale: string,
  username: string | null,
  address: string,
  viewport = { width: 1280, height: 800 },
): Promise<void> {
  const context = await browser.newContext({
    locale,
    viewport,
    deviceScaleFactor: 1.5,
  });
  const page: Page = await context.newPage();
  if (username) await logIn(page, house.base, username);
  await page.goto(house.base + address);
  // The simulator fetches what came back.
  await page.waitForTimeout(3_000);
  await page.screenshot({ path: join(ROOT, 'docs/images', `${name}.png`) });
  await context.close();
}
