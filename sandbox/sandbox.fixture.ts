import { Hono } from 'hono';
import { pino } from 'pino';
import { createSandbox, type Sandbox } from './index.ts';
import { type TestPool, withPool } from './postgres.fixture.ts';

export interface TestSandbox {
  sandbox: Sandbox;
  /** The sandbox where the house mounts it. */
  root: Hono;
  pool: TestPool['pool'];
  /** PUT of a JSON body, or POST. */
  send(
    method: 'POST' | 'PUT',
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>;
  stop(): Promise<void>;
}

/** A started sandbox on its own Postgres, mounted at /sandbox. */
export async function withSandbox(publicUrl = 'http://localhost:8080'): Promise<TestSandbox> {
  const { pool, stop } = await withPool();
  const sandbox = createSandbox({ pool, publicUrl, log: pino({ level: 'silent' }) });
  await sandbox.start();
  const root = new Hono().route('/sandbox', sandbox.app);
  return {
    sandbox,
    root,
    pool,
    send: async (method, path, body, headers = {}) =>
      root.request(path, {
        method,
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    stop: async () => {
      await sandbox.stop();
      await stop();
    },
  };
}
