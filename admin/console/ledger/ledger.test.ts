import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';
import { balanceOf, totalOf } from './balance.ts';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
});
afterAll(() => house.close());

test('every channel has its line, and the books balance', async () => {
  await house.take({ channel: 'sms', sender: 'anonymous' });
  await house.take({ channel: 'telegram', sender: 'anonymous' });
  const page = await (await house.visit('anna')).read('/ledger');
  for (const channel of ['CTI', 'ESB', 'SMS', 'Telegram']) expect(page).toContain(channel);
  expect(page).toContain('Потерь нет');
  expect(page).toContain('Принято 2 = разобрано 2 + ждут 0 + отложено 0 + снято 0');
});

test('a channel that does not balance cannot hide behind one that errs the other way', () => {
  const entry = {
    channel: 'a',
    received: 2,
    duplicates: 0,
    worked: 1,
    waiting: 0,
    quarantined: 0,
    dropped: 0,
  };
  const entries = [
    { ...entry, oldestWaitingSeconds: 3 },
    { ...entry, received: 0, worked: 1, oldestWaitingSeconds: 7 },
  ];
  expect(balanceOf(entries)).toEqual({ balanced: false, accounted: 2 });
  expect(totalOf(entries)).toMatchObject({ received: 2, worked: 2, oldestWaitingSeconds: 7 });
});
