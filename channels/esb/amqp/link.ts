import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Connection } from 'rabbitmq-client';
import { tellChanges } from './tellChanges.ts';

/** Twice without a sign of life and the peer is taken for gone, in seconds. */
const HEARTBEAT_S = 10;
/** How long a broker that came back stays unnoticed at the most. */
const RETRY_AT_MOST_MS = 10_000;
/** How long a goodbye may take before the socket is simply dropped. */
const CLOSE_WITHIN_MS = 3000;

/** One connection to the broker: opened by its first use, opened again by itself whenever it is lost. */
export interface Link {
  /** The connection, whatever its state. */
  open(): Connection;
  /** Says goodbye, or drops the socket where nobody answers. */
  close(): Promise<void>;
}

/**
 * @param options.url of the broker, its credentials in it.
 * @param options.use what it is for, as the log names it. Consuming and publishing have one each: a broker short of
 *   memory stops reading from those who publish, and acknowledgements would wait with them.
 * @param options.acquireTimeoutMs how long a caller waits for a channel while the broker is away.
 */
export function createLink(options: {
  url: string;
  use: 'consume' | 'publish';
  acquireTimeoutMs: number;
  log: Logger;
}): Link {
  let connection: Connection | undefined;
  let closing: Promise<void> | undefined;
  return {
    open() {
      connection ??= connect(options);
      return connection;
    },
    async close() {
      // The client takes a second goodbye for one still under way.
      if (connection) closing ??= closeInTime(connection);
      await closing;
    },
  };
}

function connect(options: Parameters<typeof createLink>[0]): Connection {
  const { url, use } = options;
  const tell = tellChanges(options.log, { use });
  const connection = new Connection({
    url,
    acquireTimeout: options.acquireTimeoutMs,
    heartbeat: HEARTBEAT_S,
    retryHigh: RETRY_AT_MOST_MS,
  });
  connection.on('connection', () => tell('info', 'connected', 'the bus is reached'));
  connection.on('error', (error) => {
    // What goes wrong in a channel is told by whoever opened it.
    if (!connection.ready) tell('warn', codeOf(error, 'away'), 'the bus is away, reconnecting');
  });
  connection.on('connection.blocked', () => tell('warn', 'blocked', 'the bus takes nothing for now'));
  connection.on('connection.unblocked', () => tell('info', 'connected', 'the bus takes again'));
  return connection;
}

async function closeInTime(connection: Connection): Promise<void> {
  await Promise.race([connection.close(), sleep(CLOSE_WITHIN_MS, undefined, { ref: false })]);
  connection.unsafeDestroy();
}

/**
 * The machine word of an error of the broker or of the socket; messages may quote the address and are left out.
 * @param otherwise for an error without one.
 */
export function codeOf(error: unknown, otherwise: string): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code.toLowerCase() : otherwise;
}
