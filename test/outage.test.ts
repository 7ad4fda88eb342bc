import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createClient } from '../scripts/smoke/client.ts';
import { busEvent, secretsFrom } from '../scripts/smoke/deliveries.ts';
import { dataFolder, type HouseProcess, startProcess } from './harness/process.ts';

/** How long the outside is away: short in every run, a minute and more on demand (`OUTAGE_SECONDS=60`). */
const SECONDS = Number(process.env.OUTAGE_SECONDS || 6);
const secrets = secretsFrom({});
const data = dataFolder();
let house: HouseProcess;
let client: Client;

beforeAll(async () => {
  house = await startProcess({
    env: { HELPDESK_DATA: data.path, LOG_LEVEL: 'error', OUTSIDE_TIMEOUT_MS: '2000' },
  });
  client = createClient(house.base);
});

afterAll(async () => {
  await house.stop();
  data.remove();
});

const turn = async (system: string, setting: object) => {
  const response = await fetch(`${house.base}/sandbox/switches/${system}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(setting),
  });
  expect(response.status).toBe(200);
};
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const DRAINED_WITHIN_MS = 40_000;

const batchOf = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const phone = `+7916000${String(from + index).padStart(4, '0')}`;
    return busEvent(secrets, phone, 'Нет интернета', 'svc-internet');
  });

describe('the order system', () => {
  it.each([
    ['answers 500', { mode: 'fail', status: 500 }],
    ['does the work and loses its answer', { mode: 'lose', status: 502 }],
  ])(
    '%s: requests wait in ORDERING, then all finish with one order each',
    async (name, setting) => {
      await turn('orders', setting);
      const deliveries = batchOf(name.length * 10, 20);
      await Promise.all(deliveries.map((each) => client.deliver(each)));
      for (const delivery of deliveries) {
        await client.follow(delivery, (each) => each.status === 'ORDERING' && each.orderId === null, 10_000);
      }
      await wait(SECONDS * 1000);
      const stillThere = await client.get<{ items: unknown[] }>(
        '/service-requests?status=ORDERING&limit=200',
      );
      expect(stillThere.items).toHaveLength(deliveries.length);
      await turn('orders', { mode: 'ok' });
      for (const delivery of deliveries) {
        const request = await client.follow(delivery, (each) => each.incidentId !== null, DRAINED_WITHIN_MS);
        expect(await client.orders(request.id)).toHaveLength(1);
      }
    },
    200_000,
  );
});

describe('the customer system', () => {
  it('is away: contacts wait in the journal, seen in the ledger, then all go on', async () => {
    await turn('customers', { mode: 'fail', status: 503 });
    const deliveries = batchOf(600, 10);
    await Promise.all(deliveries.map((each) => client.deliver(each)));
    await wait(1000);
    const ledger = await client.get<{
      items: { channel: string; waiting: number; oldestWaitingSeconds: number }[];
    }>('/ledger');
    const esb = ledger.items.find((each) => each.channel === 'esb');
    expect(esb?.waiting).toBe(deliveries.length);
    expect(esb?.oldestWaitingSeconds).toBeGreaterThan(0.5);
    await turn('customers', { mode: 'ok' });
    for (const delivery of deliveries) {
      const request = await client.follow(delivery, (each) => each.incidentId !== null, DRAINED_WITHIN_MS);
      expect(request.customerId).not.toBeNull();
    }
  }, 100_000);
});

describe('the database', () => {
  it('is killed under load: what is not acknowledged is refused with Retry-After, and a redelivery doubles nothing', async () => {
    const deliveries = batchOf(700, 60);
    const answers: Response[] = [];
    const deliverUntilTaken = async (delivery: (typeof deliveries)[number]) => {
      for (;;) {
        const answer = await client.deliver(delivery);
        answers.push(answer);
        if (answer.ok) return;
        await wait(100);
      }
    };
    const sending = deliveries.map(async (delivery, index) => {
      await wait(index * 10);
      await deliverUntilTaken(delivery);
    });
    await wait(200);
    process.kill(postmasterPid(), 'SIGKILL');
    await Promise.all(sending);
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map((answer) => answer.status))).toEqual(new Set([503]));
    expect(refused.every((answer) => Number(answer.headers.get('retry-after')) > 0)).toBe(true);
    for (const delivery of deliveries) {
      const request = await client.follow(delivery, (each) => each.incidentId !== null, DRAINED_WITHIN_MS);
      expect(await client.orders(request.id)).toHaveLength(1);
    }
  }, 120_000);
});

function postmasterPid(): number {
  return Number(readFileSync(join(data.path, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
