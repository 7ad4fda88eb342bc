import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';

let house: TestConsole;
let incidentId: string;
beforeEach(async () => {
  house = await openConsole();
  const requestId = await house.take({
    sender: '+79160000007',
    serviceId: 'svc-internet',
    text: 'Нет интернета',
  });
  incidentId = (await house.advance(requestId)) ?? '';
});
afterEach(() => house.close());

test('the card shows the steps, the present one with what to do, and only the moves that are allowed', async () => {
  const page = await (await house.visit('anna')).read(`/incidents/${incidentId}`);
  expect(page).toContain('aria-current="step"');
  expect(page).toContain('Прочитайте, что сказал клиент.');
  expect(page).toContain('name="step" value="diagnose"');
  expect(page).not.toContain('name="step" value="resolved"');
});

describe('moving', () => {
  test('step by step to the end, which closes the request too', async () => {
    const anna = await house.visit('anna');
    const first = await anna.post(`/incidents/${incidentId}/move`, { step: 'diagnose' });
    expect(first.headers.get('location')).toBe(`/incidents/${incidentId}`);
    const moved = await anna.read(`/incidents/${incidentId}`);
    expect(moved).toContain('Инцидент переведён на новый шаг.');
    expect(moved).toContain('«Новый» → «Диагностика»');
    expect(moved).toContain('Инцидент и обращение SR-000001 закроются');

    await anna.post(`/incidents/${incidentId}/move`, { step: 'resolved' });
    const closed = await anna.read(`/incidents/${incidentId}`);
    expect(closed).toContain('Инцидент и обращение закрыты.');
    expect(closed).not.toContain('name="step"');
    expect(closed).not.toContain('aria-current="step"');
    expect(closed).toMatch(/Закрыт <time/);
    const request = await house.db.selectFrom('servicerequest').selectAll().executeTakeFirstOrThrow();
    expect(request).toMatchObject({ status: 'CLOSED', close_reason: 'RESOLVED', closed_by: 'anna' });
    expect(await anna.read('/incidents')).toContain('Открытых инцидентов нет');
    expect(await anna.read('/incidents?state=closed')).toContain('INC-000001');
  });

  test('the supervisor of the department may, too', async () => {
    const vera = await house.visit('vera');
    expect((await vera.post(`/incidents/${incidentId}/move`, { step: 'diagnose' })).status).toBe(303);
  });

  test.each([
    ['resolved', 409, 'так перейти нельзя'],
    ['nonsense', 400, 'Такого шага в процессе нет'],
    ['', 400, 'Такого шага в процессе нет'],
  ])('to %j answers %d on the page', async (step, status, words) => {
    const response = await (await house.visit('anna')).post(`/incidents/${incidentId}/move`, { step });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(words);
  });
});

test('a narrative is Markdown, and runs nothing that is written in it', async () => {
  const process = await house.db
    .selectFrom('business_process')
    .selectAll()
    .where('id', '=', 'fault')
    .executeTakeFirstOrThrow();
  const ru = 'Первый абзац **тот же**.\n\n- раз\n- два\n\n<script>alert(1)</script>';
  const steps = process.steps.map((step) => ({ ...step, narrative: { ru, en: ru } }));
  await house.db
    .updateTable('business_process')
    .set({ steps: JSON.stringify(steps) })
    .where('id', '=', 'fault')
    .execute();
  const page = await (await house.visit('anna')).read(`/incidents/${incidentId}`);
  expect(page).toContain('<p>Первый абзац <strong>тот же</strong>.</p>');
  expect(page).toMatch(/<ul>\s*<li>раз<\/li>\s*<li>два<\/li>\s*<\/ul>/);
  expect(page).not.toContain('<script>alert');
});
