import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../core/db/embedded/port.ts';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** A process of the house, started as an operator starts it. */
export interface HouseProcess {
  base: string;
  port: number;
  pid: number;
  /** Everything it has printed so far. */
  output(): string;
  /** SIGTERM, and the exit code it ends with. */
  stop(): Promise<number | null>;
  /** `kill -9`. */
  kill(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/**
 * Starts a process and waits until `/readyz` says yes.
 * @param options.command arguments to node; default the sources, as `npm start` runs them.
 * @throws with its output when it ends or stays silent.
 */
export async function startProcess(options: {
  env: Record<string, string>;
  command?: string[];
  port?: number;
}): Promise<HouseProcess> {
  const port = options.port ?? (await freePort());
  const command = options.command ?? ['--import', 'tsx', 'main.ts'];
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { ...bareEnv(), LOG_LEVEL: 'warn', PORT: String(port), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  await untilReady(`http://localhost:${port}`, child, () => output);
  return {
    base: `http://localhost:${port}`,
    port,
    pid: child.pid ?? -1,
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  };
}

async function untilReady(base: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the process ended with ${child.exitCode}:\n${output()}`);
    const ready = await fetch(`${base}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the process was not ready within ${READY_WITHIN_MS} ms:\n${output()}`);
}

/** The surroundings of a fresh machine: no setting of ours leaks in from whoever runs the tests. */
function bareEnv(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** A folder for one instance's data, and how to remove it. */
export function dataFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'helpdesk-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
