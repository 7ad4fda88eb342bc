import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../core/db/embedded/port.ts';

/** A real Kannel: bearerbox bound to an SMSC over SMPP, and a smsbox behind it. */
export interface Kannel {
  /** Sends an SMS through `sendsms`. @returns Kannel's answer. */
  send(parameters: Record<string, string>): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts Kannel on free loopback ports.
 * @param programs paths of bearerbox and smsbox.
 * @param smscPort of the SMSC it binds to.
 * @param inboundUrl called for each SMS that comes in, with Kannel's escapes in its query.
 * @see https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html
 */
export async function startKannel(
  programs: { bearerbox: string; smsbox: string },
  smscPort: number,
  inboundUrl: string,
): Promise<Kannel> {
  const folder = await mkdtemp(join(tmpdir(), 'helpdesk-kannel-'));
  const [adminPort, boxPort, sendPort] = [await freePort(), await freePort(), await freePort()];
  const file = join(folder, 'kannel.conf');
  await writeFile(file, configuration({ adminPort, boxPort, sendPort, smscPort, inboundUrl }));
  const running: ChildProcess[] = [];
  const run = (program: string) => {
    running.unshift(spawn(program, ['-v', '4', file], { cwd: folder, stdio: 'ignore' }));
  };
  const stop = async () => {
    for (const child of running) await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  const sendUrl = `http://127.0.0.1:${sendPort}/cgi-bin/sendsms`;
  try {
    run(programs.bearerbox);
    await untilUp(`http://127.0.0.1:${adminPort}/status.txt`);
    run(programs.smsbox);
    await untilUp(sendUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    async send(parameters) {
      const query = new URLSearchParams({ username: 'helpdesk', password: 'pw', ...parameters });
      return (await fetch(`${sendUrl}?${query}`)).text();
    },
    stop,
  };
}

/** A blank line ends a group. */
function configuration(ports: {
  adminPort: number;
  boxPort: number;
  sendPort: number;
  smscPort: number;
  inboundUrl: string;
}): string {
  return `group = core
admin-port = ${ports.adminPort}
admin-interface = 127.0.0.1
admin-password = pw
smsbox-port = ${ports.boxPort}
smsbox-interface = 127.0.0.1
dlr-storage = internal

group = smsc
smsc = smpp
smsc-id = fixture
host = 127.0.0.1
port = ${ports.smscPort}
transceiver-mode = true
smsc-username = kannel
smsc-password = kannelpw
system-type = VMA
reconnect-delay = 1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = ${ports.boxPort}
sendsms-port = ${ports.sendPort}
sendsms-interface = 127.0.0.1
http-request-retry = 100
http-queue-delay = 1

group = sendsms-user
username = helpdesk
password = pw
concatenation = true
max-messages = 20

group = sms-service
keyword = default
catch-all = true
max-messages = 0
get-url = "${ports.inboundUrl}"
`;
}

async function untilUp(url: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (performance.now() < deadline) {
    const up = await fetch(url).then(
      () => true,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Kannel did not start');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(force);
}
