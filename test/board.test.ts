import { sql } from 'kysely';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestConsole } from '../admin/console/testing/openConsole.ts';
import type { PersonName } from '../admin/console/testing/people.ts';
import { addIncidents } from '../core/board/board.fixture.ts';
import { moveIncident } from '../core/incident/moveIncident.ts';
import { startBrowser } from './harness/browser.ts';
import { needProgram } from './harness/program.ts';
import { type ServedConsole, serveConsole } from './harness/servedConsole.ts';

const { path, missing } = needProgram('chromium');
const VERA = { kind: 'user', id: 'vera', roles: ['Supervisor'] } as const;

describe.skipIf(missing)('the board in a real browser', () => {
  let browser: Browser;
  let served: ServedConsole;
  let house: TestConsole;

  beforeAll(async () => {
    browser = await startBrowser(path);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    served = await serveConsole(browser);
    house = served.house;
  });
  afterEach(async () => {
    await served.close();
    expect(served.faults).toEqual([]);
  });

  const open = (name: PersonName, address = '/board') => served.open(name, address);
  // As text: the page's own names are not ours.
  const refresh = (page: Page) =>
    page.evaluate("document.getElementById('board').dispatchEvent(new CustomEvent('live'))");
  const setBusy = (page: Page) => page.evaluate("document.getElementById('board').dataset.busy = ''");
  const listens = (page: Page) => page.waitForFunction("document.documentElement.dataset.line === 'on'");
  const focusedCard = (page: Page): Promise<string> =>
    page.evaluate("document.activeElement.closest('[data-card]')?.getAttribute('aria-label') ?? ''");
  const columnOf = (page: Page, category: string, lane = '') =>
    page.locator(`${lane} [data-column=${category}] [data-list]`).first();
  const cardsOf = (page: Page, category: string, lane = '') =>
    page.locator(`${lane} [data-column=${category}] [data-card]`);
  const drag = async (page: Page, card: Locator, to: Locator) => {
    const [from, target] = [await card.boundingBox(), await to.boundingBox()];
    if (!from || !target) throw new Error('nothing to drag, or nowhere');
    await page.mouse.move(from.x + from.width / 2, from.y + 12);
    await page.mouse.down();
    await page.mouse.move(from.x + from.width / 2 + 12, from.y + 20, { steps: 4 });
    // No hand is so quick that it lets go before the card is lifted; a busy machine's mouse is.
    await page.locator('.board-flying').waitFor();
    await page.mouse.move(target.x + target.width / 2, target.y + Math.min(60, target.height / 2), {
      steps: 12,
    });
    return () => page.mouse.up();
  };
  const stepsInStore = async () => {
    const rows = await house.db.selectFrom('incident').select('step').orderBy('number').execute();
    return rows.map((row) => row.step);
  };

  it('a card is dragged where its process goes, and nowhere else', async () => {
    await addIncidents(house.db, { count: 1, assigneeId: 'anna' });
    const page = await open('anna');
    const card = cardsOf(page, 'TODO').first();
    const dropShut = await drag(page, card, columnOf(page, 'WAITING'));
    expect(await page.locator('.board-shut').count()).toBe(2);
    expect(await page.locator('.board-open [data-list]').count()).toBe(2);
    await dropShut();
    expect(await cardsOf(page, 'TODO').count()).toBe(1);
    expect(await stepsInStore()).toEqual(['new']);
    expect(page.url()).toBe(`${served.base}/board`);

    await (await drag(page, card, columnOf(page, 'DOING')))();
    await cardsOf(page, 'DOING').first().waitFor();
    await expect.poll(stepsInStore).toEqual(['diagnose']);
    expect(await page.locator('.board-shut, .board-open').count()).toBe(0);
  });

  it('a column of several steps asks which; closing asks, too, and a card nobody decided about goes back', async () => {
    await addIncidents(house.db, { count: 1, assigneeId: 'anna', step: 'diagnose', category: 'DOING' });
    const page = await open('anna');
    await (await drag(page, cardsOf(page, 'DOING').first(), columnOf(page, 'WAITING')))();
    await page.getByRole('button', { name: 'Выезд' }).waitFor();
    await page.keyboard.press('Escape');
    await cardsOf(page, 'DOING').first().waitFor();
    expect(await stepsInStore()).toEqual(['diagnose']);

    await (await drag(page, cardsOf(page, 'DOING').first(), columnOf(page, 'WAITING')))();
    await page.getByRole('button', { name: 'Выезд' }).click();
    await expect.poll(stepsInStore).toEqual(['field']);
    await cardsOf(page, 'WAITING').first().waitFor();

    await (await drag(page, cardsOf(page, 'WAITING').first(), columnOf(page, 'DONE')))();
    await page.getByText('закроются').waitFor();
    await page.getByRole('button', { name: 'Да, закрыть' }).click();
    await expect.poll(stepsInStore).toEqual(['resolved']);
    await cardsOf(page, 'DONE').first().waitFor();
  });

  it('a refused card goes back with the reason', async () => {
    await addIncidents(house.db, { count: 1, assigneeId: 'anna' });
    const page = await open('anna');
    await setBusy(page);
    const { id } = await house.db.selectFrom('incident').select('id').executeTakeFirstOrThrow();
    await moveIncident(
      house.ctx,
      { ...VERA, roles: [...VERA.roles] },
      { incidentId: id, toStep: 'diagnose' },
    );
    await (await drag(page, cardsOf(page, 'TODO').first(), columnOf(page, 'DOING')))();
    await page.getByRole('alert').getByText('тем временем передвинул').waitFor();
    await cardsOf(page, 'DOING').first().waitFor();
  });

  it('everything goes by keys: arrows, m, t, and the focus stays with the card', async () => {
    await addIncidents(house.db, { count: 2, assigneeId: 'anna', dueInHours: 4 });
    await addIncidents(house.db, { count: 1, assigneeId: 'anna', step: 'customer', category: 'WAITING' });
    await addIncidents(house.db, { count: 1, assigneeId: null });
    const page = await open('anna');
    const focused = () => focusedCard(page);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toContain('INC-000001');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toContain('INC-000002');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toContain('INC-000003');
    await page.keyboard.press('ArrowLeft');
    expect(await focused()).toContain('INC-000001');

    await page.keyboard.press('m');
    await page.getByRole('button', { name: 'Диагностика' }).waitFor();
    await page.keyboard.press('Enter');
    await cardsOf(page, 'DOING').first().waitFor();
    await expect.poll(focused).toContain('INC-000001');
    expect(await stepsInStore()).toEqual(['diagnose', 'new', 'customer', 'new']);

    await page.locator('.board-handle', { hasText: 'INC-000004' }).focus();
    await page.keyboard.press('t');
    const owner = () =>
      house.db.selectFrom('incident').select('assignee_id').where('number', '=', 'INC-000004').execute();
    await expect.poll(owner).toEqual([{ assignee_id: 'anna' }]);
    await expect.poll(focused).toContain('INC-000004');

    await page.keyboard.press('Enter');
    await page.waitForURL('**/incidents/*');
  });

  it('a move is seen on every screen at once, and takes nobody’s focus or drag away', async () => {
    await addIncidents(house.db, { count: 3, assigneeId: 'anna', dueInHours: 4 });
    const [anna, vera] = [await open('anna'), await open('vera', '/board?lane=anna')];
    await vera.locator('.board-handle', { hasText: 'INC-000002' }).focus();
    await listens(anna);
    await listens(vera);
    await (await drag(anna, cardsOf(anna, 'TODO').first(), columnOf(anna, 'DOING')))();
    await cardsOf(vera, 'DOING').first().waitFor();
    expect(await cardsOf(vera, 'DOING').first().getAttribute('aria-label')).toContain('INC-000001');
    expect(await focusedCard(vera)).toContain('INC-000002');

    // Anna holds a card while vera moves another: what comes in waits until she lets go.
    const letGo = await drag(anna, cardsOf(anna, 'TODO').first(), columnOf(anna, 'DOING'));
    await vera.locator('[data-card]', { hasText: 'INC-000003' }).locator('[data-move]').click();
    await vera.getByRole('button', { name: 'Диагностика' }).click();
    await expect.poll(stepsInStore).toEqual(['diagnose', 'new', 'diagnose']);
    expect(await anna.locator('.board-flying').count()).toBe(1);
    await letGo();
    await expect.poll(() => cardsOf(anna, 'DOING').count()).toBe(3);
    await expect.poll(stepsInStore).toEqual(['diagnose', 'diagnose', 'diagnose']);
  });

  it('a card under the pointer that somebody else moves to another column leaves the page where it is', async () => {
    await addIncidents(house.db, { count: 12, assigneeId: 'anna', dueInHours: 4 });
    const page = await open('anna');
    await page.setViewportSize({ width: 1280, height: 500 });
    const card = page.locator('[data-card]', { hasText: 'INC-000010' });
    await card.scrollIntoViewIfNeeded();
    await card.hover();
    const scrolled = () => page.evaluate<number>('scrollY');
    const before = await scrolled();
    expect(before).toBeGreaterThan(300);
    await sql`update incident set step = 'diagnose', category = 'DOING' where number = 'INC-000010'`.execute(
      house.db,
    );
    await refresh(page);
    await expect.poll(() => cardsOf(page, 'DOING').count()).toBe(1);
    expect(await scrolled()).toBe(before);
  });

  it('a supervisor hands a card over by dragging it into another agent’s lane', async () => {
    await addIncidents(house.db, { count: 1, assigneeId: 'anna' });
    const page = await open('vera');
    const lane = (id: string) => `[data-lane="${id}"]`;
    await (
      await drag(page, cardsOf(page, 'TODO', lane('anna')).first(), columnOf(page, 'TODO', lane('boris')))
    )();
    await cardsOf(page, 'TODO', lane('boris')).first().waitFor();
    const owners = () => house.db.selectFrom('incident').select('assignee_id').execute();
    await expect.poll(owners).toEqual([{ assignee_id: 'boris' }]);
  });

  it('what is closed leaves after a day', async () => {
    const done = { step: 'resolved', category: 'DONE' };
    await addIncidents(house.db, { count: 1, assigneeId: 'anna', ...done, closedHoursAgo: 1 });
    const page = await open('anna');
    expect(await cardsOf(page, 'DONE').count()).toBe(1);
    await sql`update incident set closed_at = closed_at - interval '1 day'`.execute(house.db);
    await refresh(page);
    await expect.poll(() => cardsOf(page, 'DONE').count()).toBe(0);
    await page.getByText('На доске пусто').waitFor();
  });

  it('nothing shifts while two hundred cards are drawn, nor when they are fetched anew', async () => {
    const each = { assigneeId: 'anna', dueInHours: 4 };
    await addIncidents(house.db, { count: 70, ...each });
    await addIncidents(house.db, { count: 70, ...each, step: 'diagnose', category: 'DOING' });
    await addIncidents(house.db, { count: 60, ...each, step: 'customer', category: 'WAITING' });
    const page = await open('anna');
    expect(await page.locator('[data-card]').count()).toBe(150);
    await page.evaluate(`
      window.shifts = [];
      new PerformanceObserver((list) => shifts.push(...list.getEntries().map((each) => each.value)))
        .observe({ type: 'layout-shift', buffered: true });`);
    const refreshed = page.waitForResponse((response) => response.url().endsWith('/board'));
    await refresh(page);
    await (await refreshed).finished();
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
    expect(await page.evaluate('shifts')).toEqual([]);
  });

  it('works without a script: a menu of its own page, and the way back', async () => {
    await addIncidents(house.db, { count: 1, assigneeId: 'anna' });
    const page = await served.open('anna', '/board?whose=mine', { javaScriptEnabled: false });
    await page.locator('[data-move]').click();
    await page.getByRole('button', { name: 'Диагностика' }).click();
    await page.waitForURL('**/board?whose=mine');
    expect(await cardsOf(page, 'DOING').count()).toBe(1);
  });
});
