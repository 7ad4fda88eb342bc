import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../core/i18n.ts';
import { sms } from '../../scripts/smoke/deliveries.ts';
import { needProgram } from '../harness/program.ts';
import { beginDay, type Day, WITHIN_MS } from './day.ts';

const { path, missing } = needProgram('chromium');
/** The loop that looks for spikes comes round every fifteen seconds. */
const SPIKE_WITHIN_MS = 45_000;

describe.skipIf(missing).each<Language>(LANGUAGES)('a supervisor’s day, in %s', (language) => {
  let day: Day;
  beforeAll(async () => {
    day = await beginDay(path);
  });
  afterAll(() => day.end());

  /** The customers of one district are twenty neighbours by number. */
  const phone = (place: number) => `+7916000${String(place).padStart(4, '0')}`;
  const writes = async (place: number) => {
    const delivery = sms(day.secrets, phone(place), 'Нет интернета');
    await day.client.deliver(delivery);
    return day.client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
  };

  it('the board of the department moves by itself; a missed term is escalated there and by mail', async () => {
    const vera = await day.sit('vera', language, '/board');
    const { page, t } = vera;
    const request = await writes(40);
    const card = page.locator('article', { hasText: 'INC-' }).filter({ hasText: 'INC-000001' });
    await card.waitFor();
    await day.house.db
      .updateTable('incident')
      .set({ warn_at: new Date(Date.now() - 120_000), due_at: new Date(Date.now() - 60_000) })
      .where('id', '=', request.incidentId ?? '')
      .execute();
    await card.getByText(t('board.term.breached', { time: '' }).trim()).waitFor();
    await expect
      .poll(async () => (await day.sentTo('vera@helpdesk.example')).join('\n'), { timeout: WITHIN_MS })
      .toContain('INC-000001');
    await vera.leave();
  });

  it('a spike is proposed, declared, told to the next customer, and closed for all at once', async () => {
    await day.house.db.updateTable('mass_incident_setting').set({ min_requests: 4 }).execute();
    const vera = await day.sit('vera', language, '/incidents');
    const { page, t } = vera;
    const spike = [];
    for (const place of [41, 42, 43, 44, 45]) spike.push(await writes(place));
    await page.locator('a[href^="/mass-incidents"]', { hasText: words(t('mass.alert_one')) }).waitFor({
      timeout: SPIKE_WITHIN_MS,
    });
    await page.goto(`${day.house.base}/mass-incidents`);
    await page.getByRole('link', { name: /MI-/ }).first().click();
    await page.locator('[name=area]').fill('');
    await page.locator('[name=toldRu]').fill('Обрыв кабеля, чиним до вечера');
    await page.locator('[name=toldEn]').fill('A cable is cut, repaired by the evening');
    await page.getByRole('button', { name: t('mass.review'), exact: true }).click();
    await page.locator('button[name=confirmed]').click();
    await page.locator('.closing-summary').waitFor();

    const next = await writes(46);
    await expect
      .poll(async () => (await day.sentTo(phone(46))).join('\n'), { timeout: WITHIN_MS })
      .toContain('Обрыв кабеля');

    await page.reload();
    await page.locator('.closing-summary').click();
    await page.locator('[name=resolutionRu]').fill('Кабель восстановлен');
    await page.locator('[name=resolutionEn]').fill('The cable is repaired');
    await page.getByRole('button', { name: t('mass.close.confirm') }).click();
    for (const request of [...spike, next]) {
      await expect
        .poll(
          async () => (await day.client.get<{ status: string }>(`/service-requests/${request.id}`)).status,
          {
            timeout: WITHIN_MS,
          },
        )
        .toBe('CLOSED');
    }
    for (const place of [41, 45, 46]) {
      await expect
        .poll(async () => (await day.sentTo(phone(place))).join('\n'), { timeout: WITHIN_MS })
        .toMatch(/MI-\d+[\s\S]*Кабель восстановлен/);
    }
    await vera.leave();
  });

  it('a number of the showcase leads to the list it counts', async () => {
    const vera = await day.sit('vera', language, '/ledger');
    const { page } = vera;
    await page.goto(`${day.house.base}/showcase`);
    const link = page.locator('.tile a[href*="figure=registered"]').first();
    const counted = Number((await link.textContent())?.replace(/\D/g, ''));
    expect(counted).toBe(7);
    await link.click();
    await page.waitForURL('**/showcase/requests**');
    expect(await page.locator('tbody tr').count()).toBe(counted);
    await vera.leave();
  });

  it('a process is edited, and an incident that is open goes on by the version it began with', async () => {
    const old = await writes(47);
    const vera = await day.sit('vera', language, '/ledger');
    const { page, t } = vera;
    await page.goto(`${day.house.base}/processes/fault/edit`);
    await page.locator(`[name="name-1-${language}"]`).fill('Разбор полётов');
    await page
      .locator('button', { hasText: t('processes.editor.publish', { version: '' }).trim() })
      .first()
      .click();
    await page.getByText(t('processes.flash.published')).waitFor();
    const before = await day.client.get<{ processVersion: number }>(`/incidents/${old.incidentId}`);
    const after = await day.client.get<{ processVersion: number }>(
      `/incidents/${(await writes(48)).incidentId}`,
    );
    expect(after.processVersion).toBe(before.processVersion + 1);
    await page.goto(`${day.house.base}/incidents/${old.incidentId}`);
    expect(await page.getByText('Разбор полётов').count()).toBe(0);
    await vera.leave();
  });

  it('what is another department’s is not seen', async () => {
    const dina = await day.sit('dina', language, '/board');
    expect(await dina.page.locator('article').filter({ hasText: 'INC-' }).count()).toBe(0);
    await dina.leave();
  });
});

/** A text up to its first placeholder. */
function words(text: string): string {
  return text.split(/[:{]/)[0] ?? text;
}
