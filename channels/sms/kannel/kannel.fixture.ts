import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../core/db/embedded/port.ts';
import { decodeText } from './decodeText.ts';
import { kannelConfig } from './kannelConfig.fixture.ts';
import { parseUrlencoded } from './parseUrlencoded.ts';

/** The programs of Debian's kannel and kannel-extras. */
export interface KannelPrograms {
  bearerbox: string;
  smsbox: string;
  fakesmsc: string;
}

/** A Kannel of its own, with two links to the mobile network: `link-1` and `link-2`. */
export interface Kannel {
  /** What goes into SMS_SEND_URL. */
  sendUrl: string;
  /** A telephone on a link: it types one SMS, then shows what it is sent. One at a time on each link. */
  phone(link: LinkName, sms: { from: string; to: string; text: string }): Phone;
  stop(): Promise<void>;
}

type LinkName = 'link-1' | 'link-2';

interface ReceivedPart {
  /** `text`, `ucs-2`, or `udh` for a part of a longer message. */
  coding: string;
  /** Of a message in one part; else as fakesmsc shows it. */
  text: string;
}

interface Phone {
  /** What it was sent, in parts as they went over the air. */
  received(): ReceivedPart[];
  /** Switches it off, so that the next can take the link. */
  off(): Promise<void>;
}

const READY_WITHIN_MS = 15_000;

/**
 * Starts bearerbox and smsbox in a folder of their own, as the operator's guide has us configure them.
 * @param getUrl what smsbox calls for each message, with Kannel's escapes.
 * @throws with their output when they do not come up.
 */
export async function startKannel(programs: KannelPrograms, getUrl: string): Promise<Kannel> {
  const folder = await mkdtemp(join(tmpdir(), 'helpdesk-kannel-'));
  const links = { 'link-1': await freePort(), 'link-2': await freePort() };
  const ports = { admin: await freePort(), box: await freePort(), sendsms: await freePort(), links };
  const file = join(folder, 'kannel.conf');
  await writeFile(file, kannelConfig(ports, getUrl));

  const boxes: Program[] = [];
  const stop = async () => {
    for (const each of boxes.toReversed()) await each.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const untilStatus = (pattern: RegExp) => untilShown(`http://127.0.0.1:${ports.admin}/status.txt`, pattern);
  try {
    boxes.push(run(programs.bearerbox, ['-v', '1', file], folder));
    await untilStatus(/Kannel bearerbox/);
    boxes.push(run(programs.smsbox, ['-v', '1', file], folder));
    await untilStatus(/smsbox:helpdesk/);
  } catch (error) {
    const output = boxes.map((each) => each.output()).join('\n');
    await stop();
    throw new Error(`Kannel did not come up:\n${output}`, { cause: error });
  }
  return {
    sendUrl: `http://127.0.0.1:${ports.sendsms}/cgi-bin/sendsms?username=helpdesk&password=secret`,
    phone(link, { from, to, text }) {
      const words = [from, to, 'text', text].join(' ');
      const args = ['-H', '127.0.0.1', '-r', String(links[link]), '-m', '1', words];
      const program = run(programs.fakesmsc, args, folder);
      boxes.push(program);
      return { received: () => readParts(program.output()), off: () => program.stop() };
    },
    stop,
  };
}

interface Program {
  output(): string;
  stop(): Promise<void>;
}

function run(path: string, args: string[], cwd: string): Program {
  const child: ChildProcess = spawn(path, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      output += error.message;
      resolve();
    });
  });
  return {
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      const hurry = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await exited;
      clearTimeout(hurry);
    },
  };
}

async function untilShown(url: string, pattern: RegExp): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    const shown = await fetch(url).then(
      (response) => response.text(),
      () => '',
    );
    if (pattern.test(shown)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not show ${pattern}`);
}

/** fakesmsc prints `Got message 1: <from to coding text>`; UCS-2 is percent-encoded where it is not plain. */
function readParts(output: string): ReceivedPart[] {
  return [...output.matchAll(/Got message \d+: <\S+ \S+ (\S+) (.*)>$/gm)].map(
    ([, coding = '', text = '']) => ({
      coding,
      text:
        coding === 'ucs-2'
          ? decodeText(parseUrlencoded(`text=${text}`).get('text') ?? new Uint8Array(), 'ucs-2')
          : text,
    }),
  );
}
