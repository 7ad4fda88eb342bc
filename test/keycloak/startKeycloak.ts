import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../harness/process.ts';

/** A Keycloak of this run alone: the realm file as it is deployed, everything else in memory. */
export interface RunningKeycloak {
  /** e.g. `http://localhost:34567`. */
  base: string;
  stop(): Promise<void>;
}

/** Its first administrator. */
export const ADMIN = { username: 'admin', password: 'admin' };

/** Ten seconds on a machine of its own; its first start builds it anew. */
const READY_WITHIN_MS = 300_000;
const STOP_WITHIN_MS = 10_000;

/**
 * Starts Keycloak on the loopback address and waits until the realm of deploy/keycloak/realm.json answers.
 * @param options.home where it is unpacked.
 * @param options.publicUrl of the console it is to serve; fills the realm file's placeholders.
 * @throws with its output when it ends or stays silent.
 */
export async function startKeycloak(options: {
  home: string;
  port: number;
  publicUrl: string;
}): Promise<RunningKeycloak> {
  const { home, port, publicUrl } = options;
  const folder = join(home, 'data', 'import');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(ROOT, 'deploy/keycloak/realm.json'), join(folder, 'realm.json'));

  const flags = ['--import-realm', '--db=dev-mem', '--http-host=127.0.0.1', `--http-port=${port}`];
  const child = spawn('sh', [join(home, 'bin', 'kc.sh'), 'start-dev', ...flags], {
    cwd: home,
    // A group of its own: the script starts Java, and once more after it has built itself.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, JAVA_HOME: process.env.JAVA_HOME },
      JAVA_OPTS_KC_HEAP: '-Xms128m -Xmx640m',
      // It lives a minute: what the better compiler gains it never earns back.
      JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1',
      KC_BOOTSTRAP_ADMIN_USERNAME: ADMIN.username,
      KC_BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
      KC_CACHE: 'local',
      PUBLIC_URL: publicUrl,
      BACKCHANNEL_LOGOUT_URL: `${publicUrl}/auth/backchannel-logout`,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
  };
  const stop = async () => {
    end('SIGTERM');
    await Promise.race([exited, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
    end('SIGKILL');
  };
  const base = `http://localhost:${port}`;
  try {
    await untilReady(`${base}/realms/helpdesk`, () => child.exitCode !== null);
  } catch (error) {
    await stop();
    throw new Error(`Keycloak did not start:\n${output}`, { cause: error });
  }
  return { base, stop };
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline && !hasEnded()) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await sleep(200);
  }
  throw new Error(hasEnded() ? 'it ended' : `it was not ready within ${READY_WITHIN_MS} ms`);
}
