import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../core/i18n.ts';
import { call } from '../../scripts/smoke/deliveries.ts';
import { needProgram } from '../harness/program.ts';
import { beginDay, type Day, WITHIN_MS } from './day.ts';

const { path, missing } = needProgram('chromium');
/** Two customers have it: a person must say which of them calls. */
const SHARED_PHONE = '+79160000099';
const EXTENSIONS = { anna: '101' };

describe.skipIf(missing)('an agent’s day', () => {
  let day: Day;
  beforeAll(async () => {
    day = await beginDay(path);
  });
  afterAll(() => day.end());

  const rings = async () => {
    const delivery = call(day.secrets, SHARED_PHONE);
    const body = JSON.stringify({ ...JSON.parse(delivery.request.body), user: [EXTENSIONS.anna] });
    const ringing = { ...delivery, request: { ...delivery.request, body } };
    await day.client.deliver(ringing);
    return ringing;
  };

  it.each<Language>(LANGUAGES)(
    'call in, accept, triage, move, transfer, close, customer told: in %s',
    async (language) => {
      const anna = await day.sit('anna', language, '/board');
      const { page, t } = anna;
      const told = (await day.sentTo(SHARED_PHONE)).length;

      const delivery = await rings();
      const panel = page.locator('#pop [data-call]');
      await panel.getByText(t('pop.candidates')).waitFor();
      const waiting = await day.client.follow(delivery, (each) => each.status === 'TRIAGE', WITHIN_MS);
      await page.keyboard.press('a');
      await page.waitForURL(`**/requests/${waiting.id}`);

      await page.locator('input[name=customerId][value=cust-1001]').check({ force: true });
      await page.locator('form button.btn-primary[type=submit]').first().click();
      const going = await day.client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
      expect(going).toMatchObject({ customerId: 'cust-1001', status: 'IN_PROGRESS' });

      await anna.open(`/incidents/${going.incidentId}`);
      const { items: steps } = await day.client.get<{
        items: { id: string; name: Record<Language, string> }[];
      }>(`/incidents/${going.incidentId}/transitions`);
      const diagnose = steps.find((step) => step.id === 'diagnose');
      await page.getByRole('button', { name: diagnose?.name[language] ?? '' }).click();
      await page.getByText(t('flash.moved')).waitFor();

      await page.getByText(t('work.transfer')).click();
      await page.locator('#transfer-form select[name=to]').selectOption({ label: await optionOf('boris') });
      await page.locator('#transfer-form').getByRole('button').click();
      await page.waitForURL((url) => !url.pathname.endsWith('/transfer'));

      const boris = await day.sit('boris', language, `/incidents/${going.incidentId}`);
      await boris.page.locator('.closing-summary').click();
      await boris.page.getByRole('button', { name: t('incident.move.confirm') }).click();
      await boris.page.getByText(t('flash.incidentClosed')).waitFor();

      const closed = await day.client.follow(delivery, (each) => each.status === 'CLOSED', WITHIN_MS);
      expect(closed.closeReason).toBe('RESOLVED');
      await expect
        .poll(async () => (await day.sentTo(SHARED_PHONE)).slice(0, -told || undefined).join('\n'), {
          timeout: WITHIN_MS,
        })
        .toContain(`${closed.number} закрыто`);
      await expect
        .poll(async () => (await day.sentTo('vera@helpdesk.example')).join('\n'), { timeout: WITHIN_MS })
        .toContain(closed.number);
      await boris.leave();
      await anna.leave();

      async function optionOf(username: string): Promise<string> {
        const { items } = await day.client.get<{ items: { username: string; name: string }[] }>('/users');
        const name = items.find((each) => each.username === username)?.name ?? '';
        const option = page.locator('#transfer-form select[name=to] option', { hasText: name });
        return (await option.textContent())?.trim() ?? '';
      }
    },
  );
});
