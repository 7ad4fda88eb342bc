import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../core/db/embedded/port.ts';
import { startTestPostgres } from '../core/db/embedded/testing.ts';
import { sandboxSettings } from '../sandbox/index.ts';
import { createClient } from '../scripts/smoke/client.ts';
import { busEvent, call, secretsFrom, sms, telegramContact } from '../scripts/smoke/deliveries.ts';
import { type HouseProcess, ROOT, startProcess } from './harness/process.ts';
import { needProgram } from './harness/program.ts';
import { startRedis, type TestRedis } from './harness/redis.ts';

const redisServer = needProgram('redis-server');
const secrets = secretsFrom({});

/** What the image runs: the built output, a process for each role, one Postgres, one Redis (where there is one). */
describe('the built house, split over its processes', () => {
  // Below the project: the output finds its packages in the same node_modules.
  const out = mkdtempSync(join(ROOT, 'dist-test-'));
  const stops: (() => Promise<unknown>)[] = [];
  let redis: TestRedis | undefined;
  const houses = new Map<string, HouseProcess>();

  beforeAll(async () => {
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', `--out=${out}`], { cwd: ROOT });
    const postgres = await startTestPostgres();
    stops.push(postgres.stop);
    if (!redisServer.missing) {
      redis = await startRedis(redisServer.path);
      stops.push(redis.stop);
    }
    const sandboxPort = await freePort();
    const env: Record<string, string> = {
      ...sandboxSettings(`http://localhost:${sandboxPort}`),
      DATABASE_URL: postgres.url,
      ...(redis ? { REDIS_URL: redis.url } : {}),
    };
    const main = join(out, 'main.js');
    houses.set('sandbox', await startProcess({ env, port: sandboxPort, command: [main, '--roles=sandbox'] }));
    const roles = ['channels', 'workers', 'admin'];
    const started = roles.map(async (role) => {
      houses.set(role, await startProcess({ env, command: [main, `--roles=${role}`] }));
    });
    await Promise.all(started);
  }, 120_000);

  afterAll(async () => {
    const codes = await Promise.all([...houses.values()].map((house) => house.stop()));
    for (const stop of stops.reverse()) await stop();
    rmSync(out, { recursive: true, force: true });
    expect(codes).toEqual([0, 0, 0, 0]);
  });

  const base = (role: string) => houses.get(role)?.base ?? '';

  it.each([
    ['a call', () => call(secrets, '+79160000401')],
    ['an SMS', () => sms(secrets, '+79160000402', 'Нет интернета')],
    ['a shared Telegram contact', () => telegramContact(secrets, '+79160000403')],
    ['a bus event', () => busEvent(secrets, '+79160000404', 'Счёт')],
  ])('%s taken by one process is worked by another and shown by a third', async (_, deliver) => {
    const delivery = deliver();
    const acknowledged = await createClient(base('channels')).deliver(delivery);
    expect(acknowledged.ok).toBe(true);
    const client = createClient(base('admin'), base('sandbox'));
    const request = await client.follow(delivery, (each) => each.incidentId !== null, 15_000);
    expect(await client.orders(request.id)).toHaveLength(1);
  });

  it('a role answers only for itself, and each tells its figures', async () => {
    expect((await fetch(`${base('workers')}/channels/sms/kannel?id=1`)).status).toBe(404);
    expect((await fetch(`${base('channels')}/api/openapi.json`)).status).toBe(404);
    for (const role of ['channels', 'workers', 'admin']) {
      const metrics = await (await fetch(`${base(role)}/metrics`)).text();
      expect(metrics).toContain('helpdesk_queue_depth');
    }
  });

  it('the console loads its style sheet and scripts from the built output', async () => {
    const login = await fetch(`${base('admin')}/auth/login`, { redirect: 'manual' });
    expect([302, 303]).toContain(login.status);
    const openapi = await fetch(`${base('admin')}/api/openapi.json`);
    expect(openapi.status).toBe(200);
  });
});
