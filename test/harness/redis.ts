import { type ChildProcess, spawn } from 'node:child_process';
import { Redis } from 'ioredis';
import { freePort } from '../../core/db/embedded/port.ts';

/** A real Redis on a free port of the loopback address, nothing kept on disk. */
export interface TestRedis {
  url: string;
  flush(): Promise<void>;
  /** `kill -9`: everything in it is gone. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  restart(): Promise<void>;
  /** Lets go of a server that was killed. */
  disconnect(): void;
  stop(): Promise<void>;
}

/** @param path of redis-server. @throws when it does not answer within some seconds. */
export async function startRedis(path: string): Promise<TestRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { maxRetriesPerRequest: 100, retryStrategy: () => 50 });
  client.on('error', () => {});
  let server: ChildProcess;
  const start = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    server = spawn(path, [...args, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    await client.ping();
  };
  const end = (signal: NodeJS.Signals) => {
    const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    server.kill(signal);
    return exited;
  };
  await start();
  return {
    url,
    flush: async () => void (await client.flushall()),
    kill: () => end('SIGKILL'),
    restart: start,
    disconnect: () => client.disconnect(),
    async stop() {
      client.disconnect();
      await end('SIGTERM');
    },
  };
}
