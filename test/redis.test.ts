import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createClient } from '../scripts/smoke/client.ts';
import { busEvent, call, secretsFrom, sms, telegramContact } from '../scripts/smoke/deliveries.ts';
import { dataFolder, type HouseProcess, startProcess } from './harness/process.ts';
import { needProgram } from './harness/program.ts';
import { startRedis, type TestRedis } from './harness/redis.ts';

const { path, missing } = needProgram('redis-server');
const secrets = secretsFrom({});
const WITHIN_MS = 10_000;

describe.skipIf(missing)('the same handlers on Redis', () => {
  const data = dataFolder();
  let redis: TestRedis;
  let house: HouseProcess;
  let client: Client;

  beforeAll(async () => {
    redis = await startRedis(path);
    house = await startProcess({ env: { HELPDESK_DATA: data.path, REDIS_URL: redis.url } });
    client = createClient(house.base);
  });

  afterAll(async () => {
    expect(await house.stop()).toBe(0);
    await redis.stop();
    data.remove();
  });

  it.each([
    ['a call', () => call(secrets, '+79160000201')],
    ['an SMS', () => sms(secrets, '+79160000202', 'Нет интернета')],
    ['a shared Telegram contact', () => telegramContact(secrets, '+79160000203')],
    ['a bus event', () => busEvent(secrets, '+79160000204', 'Счёт')],
  ])('%s becomes one request, one order, one incident', async (_, deliver) => {
    const delivery = deliver();
    await client.deliver(delivery);
    const request = await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
    expect(await client.orders(request.id)).toHaveLength(1);
  });

  it('a FLUSHALL in the middle of the work loses nothing', async () => {
    const deliveries = Array.from({ length: 60 }, (_, index) =>
      busEvent(secrets, `+7916000${String(300 + index).padStart(4, '0')}`, 'Нет сети'),
    );
    for (const [index, delivery] of deliveries.entries()) {
      expect((await client.deliver(delivery)).ok).toBe(true);
      if (index % 20 === 19) await redis.flush();
    }
    for (const delivery of deliveries) {
      const request = await client.follow(delivery, (each) => each.incidentId !== null, 40_000);
      expect(await client.orders(request.id)).toHaveLength(1);
    }
  }, 120_000);

  it('a Redis that dies costs nobody his acknowledgement, and the work goes on when it is back', async () => {
    const batch = (from: number) =>
      Array.from({ length: 10 }, (_, index) =>
        busEvent(secrets, `+7916000${String(from + index).padStart(4, '0')}`, 'Нет сети'),
      );
    const before = batch(500);
    const during = batch(520);
    await Promise.all(before.map((each) => client.deliver(each)));
    await redis.kill();
    const answers = await Promise.all(during.map((each) => client.deliver(each)));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    await expect
      .poll(async () => (await fetch(`${house.base}/readyz`)).status, { timeout: 20_000 })
      .toBe(503);
    await redis.restart();
    for (const delivery of [...before, ...during]) {
      const request = await client.follow(delivery, (each) => each.incidentId !== null, 60_000);
      expect(await client.orders(request.id)).toHaveLength(1);
    }
  }, 120_000);

  it('a house whose Redis is away stops cleanly all the same', async () => {
    const folder = dataFolder();
    const own = await startRedis(path);
    const second = await startProcess({
      env: { HELPDESK_DATA: folder.path, REDIS_URL: own.url, LOG_LEVEL: 'error' },
    });
    await own.kill();
    // A stop that hangs is ended by the house itself, with 1.
    expect(await second.stop()).toBe(0);
    own.disconnect();
    folder.remove();
  }, 60_000);
});
