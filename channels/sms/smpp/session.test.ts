import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../core/db/embedded/port.ts';
import { NoAnswer } from '../../../core/errors.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { createSmppLink } from './index.ts';
import { cyrillic, linkSettings, type OpenLink, openLink, outbound } from './link.fixture.ts';
import { startSmsc } from './smsc.fixture.ts';
import { FIELDS, frame } from './wire.fixture.ts';

let open: OpenLink | undefined;
const closers: (() => unknown)[] = [];
afterEach(async () => {
  await open?.close();
  open = undefined;
  for (const close of closers.splice(0)) await close();
});

/** A link that is no part of {@link open}. */
function linkTo(port: number, changes: Parameters<typeof linkSettings>[1] = {}) {
  const deps = recordDeps();
  const link = createSmppLink(linkSettings(port, changes), deps);
  closers.push(() => link.stop());
  return { link, deps };
}

const works = async (link: OpenLink) => {
  expect((await link.smsc.deliver(cyrillic(`Да ${Math.random()}`))).command_status).toBe(0);
};

describe('a link', () => {
  it('binds as a transceiver of version 3.4 with what its URL says', async () => {
    open = await openLink({ systemType: 'VMS' });
    expect(open.smsc.binds[0]).toMatchObject({
      command: 'bind_transceiver',
      system_id: 'helpdesk',
      password: 's3cret-pw',
      system_type: 'VMS',
      interface_version: 0x34,
    });
  });

  it('starts while the SMSC is away, and binds when it comes', async () => {
    const port = await freePort();
    const { link, deps } = linkTo(port);
    await link.start();
    await expect.poll(() => deps.logged()).toContain('ECONNREFUSED');
    await expect(link.send(outbound())).rejects.toBeInstanceOf(NoAnswer);
    const smsc = await startSmsc(undefined, port);
    closers.push(smsc.stop);
    // The pause before the next try has grown meanwhile, beyond what a send waits for.
    await smsc.bound();
    expect((await link.send(outbound())).providerId).toBe('id-1');
  });

  it('binds again after the SMSC was restarted, cut the connection, or unbound it', async () => {
    open = await openLink();
    const { smsc } = open;
    await smsc.stop();
    await smsc.restart();
    await works(open);
    (await smsc.bound()).destroy();
    await works(open);
    const session = await smsc.bound();
    const answered = new Promise<void>((resolve) => session.unbind(() => resolve()));
    await answered;
    await expect.poll(() => smsc.binds.length, { timeout: 5_000 }).toBe(4);
    await works(open);
  });

  it('answers enquire_link and asks by itself', async () => {
    open = await openLink({ enquireSeconds: 0.05 });
    const { smsc } = open;
    const session = await smsc.bound();
    await new Promise<void>((resolve) => session.enquire_link(() => resolve()));
    await expect.poll(smsc.enquiries).toBeGreaterThan(2);
    expect(smsc.binds).toHaveLength(1);
  });

  it('binds again when enquire_link is not answered', async () => {
    open = await openLink({ enquireSeconds: 0.1, responseSeconds: 0.2 });
    const { smsc } = open;
    smsc.behave({ answersEnquiries: false });
    await expect.poll(() => smsc.binds.length, { timeout: 5_000 }).toBeGreaterThan(1);
    expect(open.deps.logged()).toContain('enquire-link');
    smsc.behave({ answersEnquiries: true });
    await works(open);
  });

  it('tries again slowly when the password is wrong, and sooner when the SMSC is merely unwilling', async () => {
    const smsc = await startSmsc();
    closers.push(smsc.stop);
    smsc.behave({ bindStatus: 0x0e });
    const wrong = linkTo(smsc.port);
    await wrong.link.start();
    await expect.poll(() => wrong.deps.logged()).toContain('0x0e ESME_RINVPASWD');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(smsc.refusedBinds()).toBe(1);
    smsc.behave({ bindStatus: 0x05 });
    const early = linkTo(smsc.port);
    await early.link.start();
    await expect.poll(() => early.deps.logged()).toContain('0x05 ESME_RALYBND');
    smsc.behave({ bindStatus: 0 });
    await smsc.bound();
  });

  it('gives up a bind nobody answers, and begins again', async () => {
    let connections = 0;
    const silent = createServer((socket) => {
      connections += 1;
      socket.on('error', () => socket.destroy());
      socket.resume();
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { link, deps } = linkTo((silent.address() as { port: number }).port, { responseSeconds: 0.1 });
    closers.push(() => silent.close());
    await link.start();
    await expect.poll(() => connections, { timeout: 5_000 }).toBeGreaterThan(1);
    expect(deps.logged()).toContain('timeout');
  });

  it('stops at once wherever it stands', async () => {
    const silent = createServer((socket) => socket.on('error', () => socket.destroy()));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    closers.push(() => silent.close());
    const began = performance.now();
    const { link: waiting } = linkTo((silent.address() as { port: number }).port);
    await waiting.start();
    const { link: unreachable } = linkTo(await freePort());
    await unreachable.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all([waiting.stop(), unreachable.stop()]);
    // The bind alone would be waited for ten seconds.
    expect(performance.now() - began).toBeLessThan(5_000);
    await expect(waiting.send(outbound())).rejects.toBeInstanceOf(NoAnswer);
  });

  it('stops by unbind, after what is under way is answered', async () => {
    open = await openLink();
    const { smsc, deps, link } = open;
    const { accept } = deps;
    deps.accept = async (contact) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return accept(contact);
    };
    const heard: string[] = [];
    const session = await smsc.bound();
    session.on('pdu', (pdu) => heard.push(pdu.command));
    const response = smsc.deliver(cyrillic('Да'));
    await new Promise<void>((resolve) => session.enquire_link(() => resolve()));
    await link.stop();
    expect((await response).command_status).toBe(0);
    expect(heard).toEqual(['enquire_link_resp', 'deliver_sm_resp', 'unbind']);
    expect(deps.logged()).not.toContain('is down');
  });
});

describe('what is no SMPP', () => {
  it.each([
    ['a length beyond reason', Buffer.from('ffffffff00000005', 'hex')],
    ['a length below the header', Buffer.from('0000000400000005', 'hex')],
    ['another protocol', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('(%s) costs the session, not the process nor the link', async (_name, bytes) => {
    open = await openLink();
    (await open.smsc.bound()).socket.write(bytes);
    await expect.poll(() => open?.smsc.binds.length, { timeout: 5_000 }).toBe(2);
    await works(open);
    expect(open.deps.logged()).toContain('no-smpp');
  });

  it('but has an honest length is answered, and the session lives: whatever the bytes', async () => {
    open = await openLink();
    const { smsc } = open;
    const session = await smsc.bound();
    // Seeded by its own index: the same bytes on every run.
    for (let round = 1; round <= 300; round += 1) {
      const body = Buffer.from(
        Array.from({ length: round % 90 }, (_, index) => (round * 31 + index * index * 7) % 256),
      );
      const command = [0x05, 0x15, 0x103, 0x80000004, 0x80000000, 0x0b, 0x102][round % 7] ?? 0;
      session.socket.write(frame(command, 100_000 + round, body));
    }
    await works(open);
    expect(smsc.binds).toHaveLength(1);
  });

  it('as an optional parameter of an odd length spoils nothing', async () => {
    open = await openLink();
    const session = await open.smsc.bound();
    const answered: unknown[] = [];
    session.on('deliver_sm_resp', ({ command_status }) => answered.push(command_status));
    // sar_msg_ref_num of one octet, which the reader of `smpp` throws at.
    const body = Buffer.concat([FIELDS, Buffer.from('\x02Da\x02\x0c\x00\x01\x01', 'latin1')]);
    session.socket.write(frame(0x05, 9, body));
    await expect.poll(() => answered).toEqual([0]);
    expect(open.deps.contacts).toMatchObject([{ text: 'Da', sender: '+791' }]);
  });
});
