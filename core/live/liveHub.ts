import type { Logger } from 'pino';
import type { Db } from '../db/db.ts';
import { Unavailable } from '../errors.ts';
import { createFanOut, type FanOut } from './fanOut.ts';
import type { Subscriber } from './subscriber.ts';

/** Live updates of this process: one reader of the events, however many look. */
export interface LiveHub {
  /**
   * Adds a screen: it is told what it missed since its cursor, then what changes.
   * @returns how to leave.
   * @throws what the store throws while it is away; {@link Unavailable} once the hub is closed.
   */
  subscribe(subscriber: Subscriber): Promise<() => void>;
  /** Ends every line and stops. */
  close(): Promise<void>;
}

const HEARTBEAT_MS = 15_000;
/** With nobody there for so long, nothing is read any more. Milliseconds. */
const LINGER_MS = 30_000;

/** A hub that costs nothing until somebody looks. @param options.lingerMs how long it reads on when nobody does. */
export function createLiveHub(options: {
  db: Db;
  databaseUrl: string;
  log: Logger;
  lingerMs?: number;
}): LiveHub {
  const { lingerMs = LINGER_MS } = options;
  const subscribers = new Set<Subscriber>();
  let fanOut: Promise<FanOut> | null = null;
  let closed = false;
  let idle: NodeJS.Timeout | undefined;
  /** Screens that are about to join. */
  let joining = 0;
  let beat: (() => void) | undefined;

  const heartbeat = setInterval(() => beat?.(), HEARTBEAT_MS);
  heartbeat.unref();

  const opened = (): Promise<FanOut> => {
    if (fanOut) return fanOut;
    const opening = createFanOut({ ...options, subscribers });
    fanOut = opening;
    opening.then(
      (running) => {
        beat = () => {
          const text = running.beat();
          for (const each of subscribers) each.send(text);
        };
      },
      () => {
        if (fanOut === opening) fanOut = null;
      },
    );
    return opening;
  };
  const shut = async () => {
    const running = fanOut;
    fanOut = null;
    await running?.then(
      (each) => each.stop(),
      () => {
        // It never began; whoever asked for it was told.
      },
    );
  };
  const isDeserted = () => subscribers.size === 0 && joining === 0;
  const lingerWhenDeserted = () => {
    clearTimeout(idle);
    if (closed || !isDeserted()) return;
    idle = setTimeout(() => {
      if (isDeserted()) void shut();
    }, lingerMs);
    idle.unref();
  };
  return {
    async subscribe(subscriber) {
      if (closed) throw new Unavailable('live.closed', 'This process is stopping');
      clearTimeout(idle);
      joining += 1;
      try {
        const { welcome } = await opened();
        await welcome(subscriber);
      } finally {
        joining -= 1;
        lingerWhenDeserted();
      }
      const leave = () => {
        subscribers.delete(subscriber);
        lingerWhenDeserted();
      };
      if (closed) {
        leave();
        throw new Unavailable('live.closed', 'This process is stopping');
      }
      return leave;
    },
    async close() {
      closed = true;
      clearInterval(heartbeat);
      clearTimeout(idle);
      for (const each of subscribers) each.end();
      subscribers.clear();
      await shut();
    },
  };
}
