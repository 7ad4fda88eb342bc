import { spawn } from 'node:child_process';
import { Redis } from 'ioredis';
import { freePort } from './freePort.ts';

/** A real Redis on a free port of the loopback address, nothing kept on disk. */
export interface TestRedis {
  url: string;
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** @param path of redis-server. @throws when it does not answer within some seconds. */
export async function startRedis(path: string): Promise<TestRedis> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(path, [...args, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { maxRetriesPerRequest: 100, retryStrategy: () => 50 });
  client.on('error', () => {});
  await client.ping();
  return {
    url,
    flush: async () => void (await client.flushall()),
    async stop() {
      client.disconnect();
      server.kill('SIGTERM');
      await exited;
    },
  };
}
