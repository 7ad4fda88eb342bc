import type { Browser, BrowserContext, ConsoleMessage, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Texts, textsIn } from '../../admin/console/texts.ts';
import type { Language } from '../../core/i18n.ts';
import { type Client, createClient } from '../../scripts/smoke/client.ts';
import { type Secrets, secretsFrom } from '../../scripts/smoke/deliveries.ts';
import { type ContractHouse, startContractHouse } from '../contract/house.ts';
import { SECRETS } from '../contract/secrets.ts';
import { logIn, startBrowser } from '../harness/browser.ts';

/** How long a screen may take to tell what happened; the machine may be busy. */
export const WITHIN_MS = 15_000;

/** A working day: the whole house with its sandbox, a browser, and the people in it. */
export interface Day {
  house: ContractHouse;
  client: Client;
  secrets: Secrets;
  /** Opens a page as one of the demo people, in his language. */
  sit(username: string, language: Language, address?: string): Promise<Desk>;
  /** Texts of all that a phone or an address was sent, newest first. */
  sentTo(address: string): Promise<string[]>;
  /** What went wrong on any page in silence. */
  faults: string[];
  end(): Promise<void>;
}

/** A person at his screen. */
export interface Desk {
  page: Page;
  t: Texts;
  /** Goes to an address of the house and waits until the page hears of changes. */
  open(address: string): Promise<void>;
  leave(): Promise<void>;
}

/** Begins one. @param chromium path of the browser. */
export async function beginDay(chromium: string): Promise<Day> {
  const house = await startContractHouse({});
  const browser = await startBrowser(chromium);
  const faults: string[] = [];
  return {
    house,
    client: createClient(house.base),
    secrets: {
      ...secretsFrom({}),
      cti: SECRETS.cti,
      sms: SECRETS.sms,
      telegram: SECRETS.telegram,
      esb: SECRETS.esb,
    },
    faults,
    sit: (username, language, address = '/requests') =>
      sitDown({ browser, base: house.base, faults }, { username, language, address }),
    async sentTo(address) {
      const query = new URLSearchParams({ to: address, limit: '100' });
      const response = await fetch(`${house.base}/sandbox/messages?${query}`);
      const { items } = (await response.json()) as { items: { text: string }[] };
      return items.map((item) => item.text);
    },
    async end() {
      await browser.close();
      await house.stop();
      expect(faults).toEqual([]);
    },
  };
}

async function sitDown(
  at: { browser: Browser; base: string; faults: string[] },
  who: { username: string; language: Language; address: string },
): Promise<Desk> {
  const context: BrowserContext = await at.browser.newContext({
    locale: who.language === 'ru' ? 'ru-RU' : 'en-GB',
    viewport: { width: 1440, height: 900 },
  });
  context.setDefaultTimeout(WITHIN_MS);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !isOfLostCard(message)) at.faults.push(message.text());
  });
  page.on('pageerror', (error) => at.faults.push(error.message));
  await logIn(page, at.base, who.username);
  const returnTo = new URLSearchParams({ returnTo: '/ledger' });
  await page.goto(`${at.base}/language/${who.language}?${returnTo}`);
  const open = async (address: string) => {
    await page.goto(at.base + address);
    await page.waitForSelector('html[data-line=on]');
  };
  await open(who.address);
  return { page, t: textsIn(who.language), open, leave: () => context.close() };
}

/** A card that was given to somebody else may still ask for itself once, and hears that it is gone. */
function isOfLostCard(message: ConsoleMessage): boolean {
  const { pathname } = new URL(message.location().url || 'about:blank');
  return message.text().includes('404') && /^\/(incidents|requests|live\/presence)(\/|$)/.test(pathname);
}
