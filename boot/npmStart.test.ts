import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../core/db/embedded/port.ts';
import { dataFolder, ROOT } from '../test/harness/process.ts';

/** The house as a newcomer runs it: by `npm start`, whose process is the one he sees and stops. */
const data = dataFolder();
let npm: ChildProcess | undefined;

afterEach(() => {
  npm?.kill('SIGKILL');
  data.remove();
});

/** When the process that answers began, in seconds since 1970; undefined while none is ready. */
async function begunAt(port: number): Promise<number | undefined> {
  try {
    if (!(await fetch(`http://localhost:${port}/readyz`)).ok) return undefined;
    const metrics = await (await fetch(`http://localhost:${port}/metrics`)).text();
    return Number(/^process_start_time_seconds (\S+)/m.exec(metrics)?.[1]);
  } catch {
    return undefined;
  }
}

async function start(port: number): Promise<{ npm: ChildProcess; exited: Promise<number | null> }> {
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), HELPDESK_DATA: data.path },
    stdio: 'ignore',
  });
  npm = child;
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const now = Math.floor(Date.now() / 1000);
  await expect.poll(() => begunAt(port), { timeout: 40_000, interval: 50 }).toBeGreaterThanOrEqual(now);
  return { npm: child, exited };
}

describe('npm start', () => {
  it('stops with its npm, however that ends, and can be started again at once', async () => {
    const port = await freePort();
    for (const signal of ['SIGKILL', 'SIGKILL', 'SIGTERM'] as const) {
      const running = await start(port);
      running.npm.kill(signal);
      await running.exited;
      if (signal === 'SIGTERM') expect(await begunAt(port)).toBeUndefined();
    }
  }, 120_000);
});
