import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from 'rabbitmq-client';
import { freePort } from '../../core/db/embedded/port.ts';

/** A real RabbitMQ on free ports of the loopback address, its data in a folder of its own. */
export interface TestRabbitmq {
  url: string;
  /**
   * `kill -9`; what is durable stays. A quorum queue deleted and declared anew under its name some seconds before does
   * not come back (seen with 3.10.8): purge, do not delete.
   */
  kill(): Promise<void>;
  /** Starts it again, on the same ports, with what it had on disk. */
  restart(): Promise<void>;
  /** Runs rabbitmqctl against it, e.g. `close_all_connections`. @throws with its output when it fails. */
  control(...args: string[]): Promise<void>;
  /** Ends it, with the port mapper it used, and removes its data. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/** Where Debian keeps the programs themselves: the one on the PATH insists on a system user and its folders. */
const OWN_PROGRAMS = '/usr/lib/rabbitmq/bin';

/**
 * Starts a broker, and an epmd (Erlang's port mapper) for it alone: the one a broker starts by itself outlives it.
 * @param path of rabbitmq-server.
 * @throws with its output when it ends or does not answer in time.
 */
export async function startRabbitmq(path: string): Promise<TestRabbitmq> {
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-rabbitmq-'));
  const [port, distPort, epmdPort] = [await freePort(), await freePort(), await freePort()];
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  const env = surroundings(folder, { port, distPort, epmdPort });
  const epmd = run('epmd', ['-port', String(epmdPort), '-address', '127.0.0.1'], env);
  let broker: Running | undefined;
  const start = async () => {
    broker = run(programPath('rabbitmq-server', path), [], env);
    await untilReady(url, broker);
  };
  const end = async (signal: NodeJS.Signals) => broker?.end(signal);
  const stop = async () => {
    await end('SIGTERM');
    await epmd.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    kill: () => end('SIGKILL'),
    restart: start,
    async control(...args) {
      const ctl = run(programPath('rabbitmqctl', 'rabbitmqctl'), args, env);
      const code = await ctl.exited;
      if (code !== 0) throw new Error(`rabbitmqctl ended with ${code}:\n${ctl.output()}`);
    },
    stop,
  };
}

/** Everything a broker would else take from the machine: its name, its ports, its folders, its settings. */
function surroundings(
  folder: string,
  ports: { port: number; distPort: number; epmdPort: number },
): NodeJS.ProcessEnv {
  for (const name of ['home', 'mnesia', 'log']) mkdirSync(join(folder, name));
  const settings = join(folder, 'rabbitmq.conf');
  const plugins = join(folder, 'plugins');
  // A full disk or a small machine must not make it refuse what the tests publish.
  const limits = ['disk_free_limit.absolute = 1MB', 'vm_memory_high_watermark.absolute = 1GB'];
  const listener = `listeners.tcp.default = 127.0.0.1:${ports.port}`;
  writeFileSync(settings, `${[listener, ...limits, 'log.console = true', 'log.file = false'].join('\n')}\n`);
  writeFileSync(plugins, '[].\n');
  return {
    PATH: process.env.PATH,
    HOME: join(folder, 'home'),
    // Has the script become the broker, so that its process id is the one we have.
    RUNNING_UNDER_SYSTEMD: 'true',
    ERL_EPMD_PORT: String(ports.epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `test${ports.port}@localhost`,
    RABBITMQ_DIST_PORT: String(ports.distPort),
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_CONFIG_FILE: settings,
    RABBITMQ_ENABLED_PLUGINS_FILE: plugins,
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  };
}

function programPath(name: string, otherwise: string): string {
  const own = join(OWN_PROGRAMS, name);
  try {
    accessSync(own, constants.X_OK);
    return own;
  } catch {
    return otherwise;
  }
}

interface Running {
  /** Exit code; null where a signal ended it or it never started. */
  exited: Promise<number | null>;
  hasExited(): boolean;
  output(): string;
  end(signal: NodeJS.Signals): Promise<void>;
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): Running {
  const child: ChildProcess = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let hasExited = false;
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(null);
    });
    child.once('exit', resolve);
  }).finally(() => {
    hasExited = true;
  });
  return {
    exited,
    hasExited: () => hasExited,
    output: () => output,
    async end(signal) {
      if (!hasExited) child.kill(signal);
      await exited;
    },
  };
}

async function untilReady(url: string, broker: Running): Promise<void> {
  const connection = new Connection({ url, retryLow: 100, retryHigh: 200 });
  connection.on('error', () => {});
  const gone = broker.exited.then((code) => {
    throw new Error(`RabbitMQ ended with ${code}`);
  });
  try {
    await Promise.race([connection.onConnect(READY_WITHIN_MS, true), gone]);
  } catch (error) {
    throw new Error(`RabbitMQ did not start:\n${broker.output()}`, { cause: error });
  } finally {
    gone.catch(() => {});
    await connection.close();
  }
}
