import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { createSmppLink } from './index.ts';
import { cyrillic, type OpenLink, openLink } from './link.fixture.ts';
import { longMessage } from './parts.fixture.ts';

const MINUTE = 60_000;
const TEXT = `Не работает интернет. ${'Ы'.repeat(100)}`;

let open: OpenLink;
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: new Date('2024-11-24T12:02:30Z') }));
afterEach(async () => {
  vi.useRealTimers();
  await open.close();
});

const texts = () => open.deps.contacts.map(({ text }) => text);
const deliver = (text: string) =>
  open.smsc.deliver(cyrillic(text)).then(({ command_status }) => command_status);
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
/** Resolves when the link has read all that was delivered before. */
const read = async () => {
  const session = await open.smsc.bound();
  await new Promise<void>((resolve) => session.enquire_link(() => resolve()));
};
const cut = async () => {
  const bindsBefore = open.smsc.binds.length;
  (await open.smsc.bound()).destroy();
  await expect.poll(() => open.smsc.binds.length, { timeout: 5_000 }).toBe(bindsBefore + 1);
};

/** Has the journal commit the next contacts and the house then say nothing; gives how many it holds. */
function hang() {
  const accept = open.deps.accept;
  let committed = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  open.deps.accept = async (contact) => {
    const accepted = await accept(contact);
    committed += 1;
    await held;
    return accepted;
  };
  return {
    committed: () => committed,
    release() {
      open.deps.accept = accept;
      release();
    },
  };
}

describe('a person who says the same again', () => {
  it('is heard every time: at once, in a minute, in an hour, and while the first is under way', async () => {
    open = await openLink();
    await deliver('Да');
    await deliver('Да');
    later(MINUTE);
    await deliver('Да');
    later(60 * MINUTE);
    await deliver('Да');
    await Promise.all([deliver('Да'), deliver('Да')]);
    expect(texts()).toEqual(Array(6).fill('Да'));
  });

  it('is heard though another process of ours journalled the same words', async () => {
    open = await openLink();
    const first = await open.smsc.bound();
    const other = createSmppLink(open.settings, open.deps);
    await other.start();
    await expect.poll(() => open.smsc.binds.length).toBe(2);
    later(5 * MINUTE);
    await open.smsc.deliver(cyrillic('Да'), first);
    await open.smsc.deliver(cyrillic('Да'));
    await other.stop();
    expect(texts()).toEqual(['Да', 'Да']);
  });
});

describe('a message delivered again', () => {
  it('after we refused it is one contact, even if the commit happened after all', async () => {
    open = await openLink();
    const { accept } = open.deps;
    open.deps.accept = async (contact) => {
      await accept(contact);
      throw new Unavailable('store.slow', 'The store did not answer in time');
    };
    expect(await deliver('Да')).toBe(0x08);
    open.deps.accept = accept;
    later(3 * 60 * MINUTE);
    expect(await deliver('Да')).toBe(0);
    expect(texts()).toEqual(['Да']);
    expect(await deliver('Да')).toBe(0);
    expect(texts()).toEqual(['Да', 'Да']);
  });

  it('after the session ended before our answer is one contact', async () => {
    open = await openLink();
    const held = hang();
    const lost = deliver('Да').catch((error: Error) => error.message);
    await expect.poll(held.committed).toBe(1);
    await cut();
    held.release();
    expect(await lost).toMatch(/without an answer/);
    expect(await deliver('Да')).toBe(0);
    expect(texts()).toEqual(['Да']);
    later(3 * MINUTE);
    await deliver('Да');
    expect(texts()).toEqual(['Да', 'Да']);
  });

  it('while the first is still under way shares its answer', async () => {
    open = await openLink();
    const held = hang();
    const lost = deliver('Да').catch((error: Error) => error.message);
    await expect.poll(held.committed).toBe(1);
    await cut();
    const again = deliver('Да');
    await read();
    held.release();
    expect(await again).toBe(0);
    expect(await lost).toMatch(/without an answer/);
    expect(texts()).toEqual(['Да']);
  });

  it('because the SMSC lost its patience shares the answer of the first', async () => {
    open = await openLink();
    const held = hang();
    const first = deliver('Да');
    await expect.poll(held.committed).toBe(1);
    later(4_000);
    const spoken = deliver('Да');
    await expect.poll(held.committed).toBe(2);
    later(6_000);
    const repeated = deliver('Да');
    await read();
    held.release();
    expect(await Promise.all([first, spoken, repeated])).toEqual([0, 0, 0]);
    expect(texts()).toEqual(['Да', 'Да']);
  });

  it('in a part of a message that is under way shares its answer', async () => {
    open = await openLink({ partsSeconds: 1 });
    const held = hang();
    const parts = longMessage(TEXT, 'udh8', 1);
    const all = parts.map((part) => open.smsc.deliver(part));
    await expect.poll(held.committed).toBe(1);
    all.push(open.smsc.deliver(parts[0] ?? {}));
    await read();
    held.release();
    await Promise.all(all);
    expect(texts()).toEqual([TEXT]);
  });

  it('after the session ended and nothing shows that our answer was read is one contact', async () => {
    open = await openLink();
    expect(await deliver('Да')).toBe(0);
    await cut();
    expect(await deliver('Да')).toBe(0);
    expect(texts()).toEqual(['Да']);
  });

  it('is another message where the SMSC had read our answer before the session ended', async () => {
    open = await openLink({ enquireSeconds: 0.1 });
    expect(await deliver('Да')).toBe(0);
    const asked = open.smsc.enquiries();
    await expect.poll(() => open.smsc.enquiries()).toBeGreaterThan(asked + 1);
    await cut();
    expect(await deliver('Да')).toBe(0);
    expect(texts()).toEqual(['Да', 'Да']);
  });

  it('in one part of a message that is safe already is only answered', async () => {
    open = await openLink();
    const parts = longMessage(TEXT, 'udh8', 1);
    await Promise.all(parts.map((part) => open.smsc.deliver(part)));
    await cut();
    expect((await open.smsc.deliver(parts[1] ?? {})).command_status).toBe(0);
    expect(texts()).toEqual([TEXT]);
  });
});

describe('a message whose answer our crash swallowed', () => {
  /**
   * A link whose house commits and then dies; and the next one, that remembers nothing.
   * @param at how long after its start, 2½ minutes after a slot began, it dies.
   * @param away how long the SMSC is away then.
   */
  async function crash(deliverAll: () => Promise<unknown>, at = 10 * MINUTE, away = 0): Promise<void> {
    open = await openLink();
    later(at);
    const held = hang();
    const lost = deliverAll().catch((error: Error) => error.message);
    await expect.poll(held.committed).toBe(1);
    await open.smsc.stop();
    expect(await lost).toMatch(/without an answer/);
    await open.link.stop();
    held.release();
    later(5_000);
    const { deps, settings, smsc } = open;
    const link = createSmppLink(settings, deps);
    await link.start();
    later(away);
    await smsc.restart();
    open = {
      ...open,
      link,
      async close() {
        await link.stop();
        await smsc.stop();
      },
    };
  }

  it('is one contact when it comes again, and the next one alike is another', async () => {
    await crash(() => deliver('Да'));
    expect(await deliver('Да')).toBe(0);
    expect(texts()).toEqual(['Да']);
    expect(await deliver('Да')).toBe(0);
    expect(texts()).toEqual(['Да', 'Да']);
  });

  it('is one contact though the SMSC is away for long, or a slot ends between the crash and the start', async () => {
    await crash(() => deliver('Да'), 10 * MINUTE, 20 * MINUTE);
    await deliver('Да');
    expect(texts()).toEqual(['Да']);
    await open.close();
    vi.setSystemTime(new Date('2024-11-24T13:02:30Z'));
    await crash(() => deliver('Да'), 12 * MINUTE + 27_000);
    await deliver('Да');
    expect(texts()).toEqual(['Да']);
  });

  it('is one contact when it came in parts', async () => {
    const parts = longMessage(TEXT, 'udh8', 1);
    const deliverAll = () => Promise.all(parts.map((part) => open.smsc.deliver(part)));
    await crash(deliverAll);
    await deliverAll();
    expect(texts()).toEqual([TEXT]);
  });

  it('is not looked for for ever: what comes alike after two minutes is another', async () => {
    await crash(() => deliver('Да'));
    await open.smsc.bound();
    await deliver('Другое');
    later(2 * MINUTE + 1_000);
    await deliver('Да');
    expect(texts()).toEqual(['Да', 'Другое', 'Да']);
  });
});
