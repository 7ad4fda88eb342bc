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

/** A hub that costs nothing until somebody looks. */
export function createLiveHub(options: { db: Db; databaseUrl: string; log: Logger }): LiveHub {
  const subscribers = new Set<Subscriber>();
  let fanOut: Promise<FanOut> | null = null;
  let closed = false;
  let idle: NodeJS.Timeout | undefined;
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
  const leave = (subscriber: Subscriber) => {
    subscribers.delete(subscriber);
    clearTimeout(idle);
    if (subscribers.size > 0) return;
    idle = setTimeout(() => {
      if (subscribers.size === 0) void shut();
    }, LINGER_MS);
    idle.unref();
  };
  return {
    async subscribe(subscriber) {
      if (closed) throw new Unavailable('live.closed', 'This process is stopping');
      const { welcome } = await opened();
      await welcome(subscriber);
      return () => leave(subscriber);
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
