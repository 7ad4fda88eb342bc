import { pino } from 'pino';
import { type Instance, startInstance } from '../../boot/startInstance.ts';
import { channels } from '../../channels/index.ts';
import type { AnyChannel } from '../../core/channel.ts';
import { closePool } from '../../core/db/closePool.ts';
import { createDb, createPool, type Db } from '../../core/db/db.ts';
import { freePort } from '../../core/db/embedded/port.ts';
import { createTestDatabase } from '../../core/db/embedded/testing.ts';
import { openTcpProxy, type TcpProxy } from '../harness/tcpProxy.ts';
import { secretSettings } from './secrets.ts';

/** The whole house in this process, its store behind a line that can be cut. */
export interface ContractHouse {
  base: string;
  /** The store itself, not by way of the line. */
  db: Db;
  store: TcpProxy;
  /** Everything logged so far, from debug up. */
  logged(): string;
  instance: Instance;
  stop(): Promise<void>;
}

/**
 * Starts the house with every channel and the sandbox.
 * @param options.more channels beyond the house's own.
 * @param options.settings beyond the secrets, e.g. where a broker is.
 */
export async function startContractHouse(options: {
  more?: AnyChannel[];
  settings?: Record<string, string>;
}): Promise<ContractHouse> {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error('TEST_POSTGRES_URL is not set: run the tests through vitest');
  const { url, drop } = await createTestDatabase(server);
  const direct = new URL(url);
  const store = await openTcpProxy({ host: direct.hostname, port: Number(direct.port) });
  const proxied = new URL(url);
  proxied.hostname = '127.0.0.1';
  proxied.port = String(store.port);
  const pool = createPool(url, { max: 4, onError: () => {} });
  const lines: string[] = [];
  const port = await freePort();
  const instance = await startInstance({
    env: { PORT: String(port), DATABASE_URL: proxied.href, ...secretSettings, ...options.settings },
    roles: ['channels', 'workers', 'admin', 'sandbox'],
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    channels: [...channels, ...(options.more ?? [])],
  });
  return {
    base: `http://localhost:${port}`,
    db: createDb(pool),
    store,
    logged: () => lines.join(''),
    instance,
    async stop() {
      await instance.stop();
      await store.close();
      await closePool(pool);
      await drop();
    },
  };
}
