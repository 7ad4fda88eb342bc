import type { Page } from 'playwright-core';
import { playCustomer } from '../../test/harness/simulator.ts';
import { createClient } from '../smoke/client.ts';
import { call, secretsFrom } from '../smoke/deliveries.ts';
import type { Picture } from './pictures.ts';

/** A call rings at Anna's telephone, and her screen tells who it is. @param base of a filled house. */
export function ringAnna(base: string): Picture {
  const ring = async (page: Page) => {
    await page.waitForSelector('html[data-line=on]');
    const delivery = call(secretsFrom({}), '+79160000007');
    const body = JSON.stringify({ ...JSON.parse(delivery.request.body), user: ['101'] });
    await createClient(base).deliver({ ...delivery, request: { ...delivery.request, body } });
    await page.locator('#pop [data-call]').getByText('Последние контакты').waitFor();
  };
  return { name: 'pop', as: 'anna', address: '/board', act: ring };
}

/** The customer the simulator plays first writes to the bot, chooses his service and shares his number. */
export async function bringChat(base: string): Promise<void> {
  const customer = await playCustomer(base, '+79160000001');
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
}
