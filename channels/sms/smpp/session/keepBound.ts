import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { reasonOf } from '../reasonOf.ts';
import { BindRefused } from './bind.ts';
import type { SmppSession } from './openSession.ts';
import { runSession, type SessionOptions } from './runSession.ts';

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 30_000;
/** With a wrong password some SMSCs lock out who hammers at the door. */
const REFUSED_DELAY_MS = 60_000;
/** A session that was bound this long was a good one: what ended it is a new trouble. */
const STABLE_MS = 10_000;
const UNBIND_MS = 1_000;

/** A link that is bound whenever it can be. */
export interface Bound {
  /** Waits for a bound session. @returns undefined when there is none in time. */
  session(ms: number): Promise<SmppSession | undefined>;
  /** Unbinds and comes no more. */
  stop(): Promise<void>;
}

/** Keeps a link bound: begins again whenever the session ends, waiting longer each time. */
export function keepBound(options: SessionOptions & { log: Logger }): Bound {
  const { log, mode } = options;
  const { account } = options.settings;
  const stopping = new AbortController();
  const waiting = new Set<() => void>();
  let current: SmppSession | undefined;
  let boundAt: number | undefined;
  let toldLast: string | undefined;
  let leaving = false;

  const onBound = (session: SmppSession) => {
    current = session;
    boundAt = performance.now();
    toldLast = undefined;
    log.info({ account, mode }, 'SMPP link is bound');
    options.onBound(session);
    for (const wake of waiting) wake();
  };

  const live = async () => {
    let failures = 0;
    while (!leaving) {
      boundAt = undefined;
      const end: unknown = await runSession({ ...options, onBound }, stopping.signal).catch((error) => error);
      current = undefined;
      if (leaving) return;
      const stable = boundAt !== undefined && performance.now() - boundAt > STABLE_MS;
      failures = stable ? 0 : failures + 1;
      tell(end);
      await sleep(delayAfter(failures, end), undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  /** An SMSC that stays away is told of once. */
  const tell = (end: unknown) => {
    const code = typeof end === 'string' ? end : reasonOf(end);
    const detail = end instanceof Error ? end.message : undefined;
    const level = `${code} ${detail}` === toldLast ? 'debug' : 'warn';
    toldLast = `${code} ${detail}`;
    log[level]({ account, code, detail }, 'SMPP link is down');
  };

  const living = live();
  return {
    async session(ms) {
      if (!current?.isOpen() && !leaving) await wakened(waiting, ms);
      return current?.isOpen() ? current : undefined;
    },
    async stop() {
      leaving = true;
      if (current) await unbind(current);
      stopping.abort();
      for (const wake of waiting) wake();
      await living;
    },
  };
}

function wakened(waiting: Set<() => void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      waiting.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    waiting.add(wake);
  });
}

/** Once it is answered the SMSC has read all our answers before it. */
async function unbind(session: SmppSession): Promise<void> {
  const patience = new AbortController();
  await Promise.race([
    session.request('unbind').catch(() => undefined),
    sleep(UNBIND_MS, undefined, { signal: patience.signal }).catch(() => undefined),
  ]);
  patience.abort();
}

/** Ever longer, up to a limit; half of it by chance, lest all links come at once. */
function delayAfter(failures: number, end: unknown): number {
  const refused = end instanceof BindRefused && end.badCredentials;
  const most = refused ? REFUSED_DELAY_MS : Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
  return most * (0.5 + Math.random() / 2);
}
