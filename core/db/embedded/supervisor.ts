import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { FAST_SHUTDOWN_MS } from './orphan.ts';
import { FolderBusy, PortTaken, type Postmaster, type ServerSettings, startPostmaster } from './server.ts';

const PORT_TRIES = 5;
const BUSY_PAUSE_MS = 250;
const BUSY_TRIES = 40;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

export interface Supervised {
  port: number;
  /** Of the postmaster that runs now; another one after a crash. */
  pid(): number;
  stop(): Promise<void>;
}

/**
 * Starts the server on a free port and keeps it up: when the postmaster ends unasked it is started again on the
 * same port, so that connection pools find it, with pauses from 0.1 s to 5 s between failed tries.
 *
 * @param freePort a port to try; asked again when it was taken meanwhile
 * @throws what {@link startPostmaster} throws, for the first start only
 */
export async function supervise(
  settings: ServerSettings,
  log: Logger,
  freePort: () => Promise<number>,
): Promise<Supervised> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const first = await startOnFreePort(settings, log, freePort);
  const { port } = first;
  let current = first.postmaster;

  const watch = async (): Promise<void> => {
    for (;;) {
      const how = await current.exited;
      if (signal.aborted) return;
      log.error({ postgresPid: current.pid, how }, 'the database server ended unasked: starting it again');
      for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        await sleep(pause, null, { signal, ref: false }).catch(() => null);
        if (signal.aborted) return;
        try {
          current = await startPostmaster(settings, port, signal);
          log.info({ postgresPid: current.pid, port }, 'the database server runs again');
          break;
        } catch (error) {
          if (signal.aborted) return;
          log.error({ err: error }, 'the database server does not start again yet');
        }
      }
    }
  };
  const watching = watch();

  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    stopping.abort();
    await shutDown(current, log);
    await watching;
    await shutDown(current, log); // a restart may have finished in between
  };
  return {
    port,
    pid: () => current.pid,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function startOnFreePort(settings: ServerSettings, log: Logger, freePort: () => Promise<number>) {
  let taken = 0;
  let busy = 0;
  for (;;) {
    const port = await freePort();
    try {
      return { port, postmaster: await startPostmaster(settings, port) };
    } catch (error) {
      if (error instanceof PortTaken && ++taken < PORT_TRIES) {
        log.warn({ port }, 'the port was taken meanwhile: trying another');
      } else if (error instanceof FolderBusy && ++busy < BUSY_TRIES) {
        await sleep(BUSY_PAUSE_MS);
      } else {
        throw error;
      }
    }
  }
}

/** Fast shutdown: sessions are cut, data is written. When that hangs, the immediate one: recovery at next start. */
async function shutDown({ child, exited }: Postmaster, log: Logger): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.ref(); // until now it did not hold our process; the stop must be waited for
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(signal);
    const timer = new AbortController();
    const late = sleep(FAST_SHUTDOWN_MS, 'late' as const, { signal: timer.signal }).catch(() => null);
    const how = await Promise.race([exited, late]);
    timer.abort();
    if (how !== 'late') return;
    log.warn({ postgresPid: child.pid, signal }, 'the database server does not stop: telling it more firmly');
  }
  await exited;
}
