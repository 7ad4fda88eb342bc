import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addIncidents } from '../core/board/board.fixture.ts';
import { startBrowser } from './harness/browser.ts';
import { needProgram } from './harness/program.ts';
import { type ServedConsole, serveConsole } from './harness/servedConsole.ts';

const { path, missing } = needProgram('chromium');
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';
const PHONE = { viewport: { width: 390, height: 780 }, isMobile: true, userAgent: ANDROID };
const TABLET = { viewport: { width: 1024, height: 700 } };

/** A finger, as the browser's own input takes it: with its scrolling, long presses and cancels. */
interface Finger {
  down(x: number, y: number): Promise<void>;
  move(x: number, y: number, steps?: number): Promise<void>;
  up(): Promise<void>;
}

async function fingerOn(page: Page): Promise<Finger> {
  const line: CDPSession = await page.context().newCDPSession(page);
  let at = { x: 0, y: 0 };
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd') =>
    line.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [at] });
  return {
    async down(x, y) {
      at = { x, y };
      await send('touchStart');
    },
    async move(x, y, steps = 8) {
      const from = at;
      for (let step = 1; step <= steps; step += 1) {
        at = { x: from.x + ((x - from.x) * step) / steps, y: from.y + ((y - from.y) * step) / steps };
        await send('touchMove');
      }
    },
    async up() {
      await send('touchEnd');
    },
  };
}

describe.skipIf(missing)('the board under a finger', () => {
  let browser: Browser;
  let served: ServedConsole;

  beforeAll(async () => {
    browser = await startBrowser(path);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    served = await serveConsole(browser);
  });
  afterEach(async () => {
    await served.close();
    expect(served.faults).toEqual([]);
  });

  const open = (device: typeof PHONE | typeof TABLET) =>
    served.open('anna', '/board', { ...device, hasTouch: true });
  const column = (page: Page, category: string) => page.locator(`[data-column=${category}]`);
  const cardsOf = (page: Page, category: string) => column(page, category).locator('[data-card]');
  const middleOf = async (element: Locator) => {
    const box = await element.boundingBox();
    if (!box) throw new Error('nothing there to touch');
    return { x: box.x + box.width / 2, y: box.y + Math.min(40, box.height / 2) };
  };
  const stepsInStore = async () => {
    const rows = await served.house.db.selectFrom('incident').select('step').orderBy('number').execute();
    return rows.map((row) => row.step);
  };
  /** By how much the page and its columns are, down or aside. */
  const scrolled = (page: Page) =>
    page.evaluate<number>("scrollY + document.querySelector('.board-columns').scrollLeft");
  /** Holds a card until it is lifted. */
  const lift = async (page: Page, finger: Finger, card: Locator) => {
    const { x, y } = await middleOf(card);
    await finger.down(x, y);
    await page.locator('.board-chosen').waitFor();
    await finger.move(x + 8, y + 8, 2);
    await page.locator('.board-flying').waitFor();
  };

  it('on a tablet a card that is held is lifted and dragged to another column', async () => {
    await addIncidents(served.house.db, { count: 1, assigneeId: 'anna' });
    const page = await open(TABLET);
    const finger = await fingerOn(page);
    await lift(page, finger, cardsOf(page, 'TODO').first());
    expect(await page.locator('.board-shut').count()).toBe(2);
    const { x, y } = await middleOf(column(page, 'DOING').locator('[data-list]'));
    await finger.move(x, y);
    await finger.up();
    await cardsOf(page, 'DOING').first().waitFor();
    await expect.poll(stepsInStore).toEqual(['diagnose']);
    expect(page.url()).toBe(`${served.base}/board`);
  });

  it('on a phone the columns come along when a card is held at the edge', async () => {
    await addIncidents(served.house.db, { count: 1, assigneeId: 'anna', step: 'field', category: 'WAITING' });
    const page = await open(PHONE);
    const finger = await fingerOn(page);
    const card = cardsOf(page, 'WAITING').first();
    await card.scrollIntoViewIfNeeded();
    await lift(page, finger, card);
    const { width } = PHONE.viewport;
    const done = column(page, 'DONE').locator('[data-list]');
    await finger.move(width - 12, (await middleOf(card)).y);
    await expect.poll(async () => (await done.boundingBox())?.x).toBeLessThan(width / 4);
    const { x, y } = await middleOf(done);
    await finger.move(x, y);
    await finger.up();
    await page.getByRole('button', { name: 'Да, закрыть' }).tap();
    await expect.poll(stepsInStore).toEqual(['resolved']);
    await cardsOf(page, 'DONE').first().waitFor();
  });

  it.each([
    ['down on a phone', PHONE, { x: 0, y: -260 }],
    ['aside on a phone', PHONE, { x: -260, y: 0 }],
    ['down on a tablet', TABLET, { x: 0, y: -260 }],
  ])('a finger that moves at once scrolls %s, and drags nothing', async (_, device, way) => {
    await addIncidents(served.house.db, { count: 14, assigneeId: 'anna' });
    const page = await open(device);
    const finger = await fingerOn(page);
    const { x, y } = await middleOf(cardsOf(page, 'TODO').nth(2));
    await finger.down(x + 120 * Math.sign(-way.x), y);
    await finger.move(x + 120 * Math.sign(-way.x) + way.x, y + way.y);
    await finger.up();
    await expect.poll(() => scrolled(page)).toBeGreaterThan(150);
    expect(await page.locator('.board-flying, .board-chosen, [data-busy]').count()).toBe(0);
    expect(new Set(await stepsInStore())).toEqual(new Set(['new']));
    expect(page.url()).toBe(`${served.base}/board`);
  });

  it('a card that is held opens no menu of the browser, and let go where it was it stays', async () => {
    await addIncidents(served.house.db, { count: 1, assigneeId: 'anna' });
    const page = await open(PHONE);
    const finger = await fingerOn(page);
    // What a telephone's browser does with a long press on a link, a desk's does not.
    const opensMenu = () =>
      page.evaluate<boolean>(
        "document.querySelector('.board-handle').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))",
      );
    expect(await opensMenu()).toBe(true);
    await lift(page, finger, cardsOf(page, 'TODO').first());
    expect(await opensMenu()).toBe(false);
    await finger.up();
    await expect.poll(() => page.locator('.board-flying, [data-busy]').count()).toBe(0);
    expect(await opensMenu()).toBe(true);
    expect(await stepsInStore()).toEqual(['new']);
    expect(page.url()).toBe(`${served.base}/board`);
  });

  it('a tap opens the card, and its menu moves it', async () => {
    await addIncidents(served.house.db, { count: 1, assigneeId: 'anna' });
    const page = await open(PHONE);
    await page.locator('[data-move]').tap();
    await page.getByRole('button', { name: 'Диагностика' }).tap();
    await expect.poll(stepsInStore).toEqual(['diagnose']);
    await cardsOf(page, 'DOING').first().waitFor({ state: 'attached' });
    await cardsOf(page, 'DOING').first().tap();
    await page.waitForURL('**/incidents/*');
  });
});
