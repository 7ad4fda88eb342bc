import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addIncidents } from '../../../core/board/board.fixture.ts';
import { startBrowser, untilLive } from '../../../test/harness/browser.ts';
import { needProgram } from '../../../test/harness/program.ts';
import { type ServedConsole, serveConsole } from '../../../test/harness/servedConsole.ts';

const { path, missing } = needProgram('chromium');
const PATIENCE = { timeout: 15_000 };

describe.skipIf(missing)('an incident in a browser', () => {
  let browser: Browser;
  let served: ServedConsole;
  beforeAll(async () => {
    browser = await startBrowser(path);
    served = await serveConsole(browser);
  }, 60_000);
  afterAll(async () => {
    await served.close();
    await browser.close();
    expect(served.faults).toEqual([]);
  });

  /** An incident of anna's. */
  async function open(): Promise<{ id: string; address: string }> {
    const { db } = served.house;
    await addIncidents(db, { count: 1, assigneeId: 'anna' });
    const { id } = await db
      .selectFrom('incident')
      .select('id')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return { id, address: `/incidents/${id}` };
  }

  test('goes on while a form of it is filled in, which says when it is behind and keeps the words', async () => {
    const { id, address } = await open();
    const page = await served.open('anna', address);
    await untilLive(page);
    const transfer = page.locator('#transfer-form');
    const [note, behind] = [transfer.locator('textarea'), transfer.locator('[data-catch-up]')];
    await page.locator('details:has(#transfer-form) > summary').click();
    await note.fill('Звонил, ждёт мастера');
    const vera = await served.house.visit('vera');
    await vera.post(`${address}/priority`, { priority: 'HIGH' });
    const priority = () => page.locator('#priority-form select').inputValue();
    await expect.poll(priority, PATIENCE).toBe('HIGH');
    expect(await note.inputValue()).toBe('Звонил, ждёт мастера');
    expect(await behind.isVisible()).toBe(false);

    await served.house.db
      .updateTable('incident')
      .set({ work_group_id: 'mobile' })
      .where('id', '=', id)
      .execute();
    await vera.post(`${address}/priority`, { priority: 'LOW' });
    await expect.poll(() => behind.isVisible(), PATIENCE).toBe(true);
    expect(await note.inputValue()).toBe('Звонил, ждёт мастера');
    await behind.click();
    await expect.poll(() => behind.isVisible(), PATIENCE).toBe(false);
    expect(await transfer.locator('[name=fromGroup]').inputValue()).toBe('mobile');
    expect(await note.inputValue()).toBe('Звонил, ждёт мастера');
  });

  test('keeps what was entered while the server is away, and goes on once it is back', async () => {
    const { address } = await open();
    const page = await served.open('anna', address);
    await untilLive(page);
    await page.route('**/transfer', (route) => route.abort());
    const transfer = page.locator('#transfer-form');
    await page.locator('details:has(#transfer-form) > summary').click();
    await transfer.locator('textarea').fill('Звонил');
    await transfer.locator('select').selectOption('user:boris');
    await transfer.locator('[type=submit]').click();
    await expect.poll(() => transfer.textContent(), PATIENCE).toContain('нет связи с сервером');
    expect(page.url()).toContain(address);
    expect(await transfer.locator('textarea').inputValue()).toBe('Звонил');

    await page.unroute('**/transfer');
    await page.locator('.moves button').first().click();
    const said = () => page.locator('#main').textContent();
    await expect.poll(said, PATIENCE).toContain('переведён на новый шаг');
  });

  test('shows why a form was refused, in its place', async () => {
    const { id, address } = await open();
    const page = await served.open('anna', address);
    await untilLive(page);
    await served.house.db.updateTable('incident').set({ step: 'diagnose' }).where('id', '=', id).execute();
    await page.locator('.moves button').first().click();
    await expect.poll(() => page.locator('.notice-error').count(), PATIENCE).toBe(1);
    expect(page.url()).toContain(address);
    expect(await page.title()).toContain('Ошибка');
  });
});
