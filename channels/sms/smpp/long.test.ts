import { afterEach, describe, expect, it, vi } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { cyrillic, type OpenLink, openLink, ucs2 } from './link.fixture.ts';
import { longMessage } from './parts.fixture.ts';
import { FIELDS, frame, tlv } from './wire.fixture.ts';

/** Three parts; the second boundary falls where a character of two code units would be cut. */
const TEXT = `Не работает интернет с утра, роутер перезагружал. ${'Ы'.repeat(83)}🙁 Перезвоните, пожалуйста, после шести.`;
const [HEAD, MIDDLE, TAIL] = [TEXT.slice(0, 67), TEXT.slice(67, 133), TEXT.slice(133)];

let open: OpenLink;
afterEach(() => {
  vi.useRealTimers();
  return open.close();
});

const texts = () => open.deps.contacts.map(({ text }) => text);

/** Sends fields and counts the answers; a status of 0 each. */
function sendAll(fields: Record<string, unknown>[]) {
  const answered: unknown[] = [];
  const all = fields.map((each) =>
    open.smsc.deliver(each).then((response) => {
      answered.push(response.command_status);
      return response.command_status;
    }),
  );
  return { answered, all: Promise.all(all) };
}

/** Resolves when the link has read all that was delivered before. */
async function read(): Promise<void> {
  const session = await open.smsc.bound();
  await new Promise<void>((resolve) => session.enquire_link(() => resolve()));
}

describe.each(['udh8', 'udh16', 'sar'] as const)('a long message told by %s', (scheme) => {
  it('becomes one contact, whatever the order of its parts; none is answered before the last is there', async () => {
    open = await openLink();
    const parts = longMessage(TEXT, scheme, 200);
    expect(parts).toHaveLength(3);
    const [first, second, third] = parts.map((part) => [part]);
    const early = sendAll([...(third ?? []), ...(first ?? [])]);
    await read();
    expect(early.answered).toEqual([]);
    expect(open.deps.order).toEqual([]);
    const last = sendAll(second ?? []);
    expect([...(await early.all), ...(await last.all)]).toEqual([0, 0, 0]);
    expect(texts()).toEqual([TEXT]);
    expect(open.deps.contacts[0]?.raw).toMatchObject({ total: 3, parts: [{}, {}, {}] });
  });
});

describe('parts', () => {
  it('that come twice are one part, and both are answered', async () => {
    open = await openLink();
    const [one = {}, two = {}, three = {}] = longMessage(TEXT, 'udh8', 7);
    expect(await sendAll([one, one, two, one, three]).all).toEqual([0, 0, 0, 0, 0]);
    expect(texts()).toEqual([TEXT]);
  });

  it('of several people and several messages are kept apart', async () => {
    open = await openLink({ heldParts: 100 });
    const other = (parts: Record<string, unknown>[]) =>
      parts.map((part) => ({ ...part, source_addr: '79160000008' }));
    const mixed = [
      longMessage(TEXT, 'udh8', 7),
      longMessage(TEXT, 'sar', 7),
      other(longMessage(TEXT, 'udh8', 7)),
      other(longMessage(`${TEXT}!`, 'udh8', 8)),
    ];
    await sendAll([0, 1, 2].flatMap((index) => mixed.map((parts) => parts[index] ?? {}))).all;
    expect(texts().sort()).toEqual([TEXT, TEXT, TEXT, `${TEXT}!`]);
  });

  it('cut inside a character are joined before they are decoded', async () => {
    open = await openLink();
    const bytes = ucs2('Да🙁');
    const cut = [bytes.subarray(0, 6), bytes.subarray(6)].map((message, index) =>
      cyrillic('', { short_message: { udh: Buffer.from([5, 0, 3, 1, 2, index + 1]), message } }),
    );
    await sendAll(cut).all;
    expect(texts()).toEqual(['Да🙁']);
  });

  it('that are missing are marked, and what came is answered; one that comes later is a contact of its own', async () => {
    open = await openLink({ partsSeconds: 0.3 });
    const [one = {}, two = {}, three = {}] = longMessage(TEXT, 'udh16', 9);
    expect(await sendAll([one, three]).all).toEqual([0, 0]);
    expect(texts()).toEqual([`${HEAD}[…]${TAIL}`]);
    // Sooner, it would look as if the SMSC had kept it back.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await sendAll([two]).all).toEqual([0]);
    expect(texts()).toEqual([`${HEAD}[…]${TAIL}`, `[…]${MIDDLE}[…]`]);
    await sendAll(longMessage(`${TEXT}!`, 'udh16', 9)).all;
    expect(texts().slice(2)).toEqual([`${TEXT}!`]);
  });

  it('of a reference that came round begin another message', async () => {
    open = await openLink({ partsSeconds: 5 });
    const [old = {}] = longMessage(`Старое. ${TEXT}`, 'udh8', 3);
    const next = longMessage(TEXT, 'udh8', 3);
    expect(await sendAll([old, ...next]).all).toEqual([0, 0, 0, 0]);
    expect(texts()).toEqual([`${`Старое. ${TEXT}`.slice(0, 67)}[…]`, TEXT]);
  });

  it('are contacts of their own where the link is set so', async () => {
    open = await openLink({ partsSeconds: 0 });
    await sendAll(longMessage(TEXT, 'udh8', 4)).all;
    expect(texts()).toEqual([`${HEAD}[…]`, `[…]${MIDDLE}[…]`, `[…]${TAIL}`]);
  });

  it('with counts that cannot be are messages of their own', async () => {
    open = await openLink();
    const udh = (total: number, number: number) => ({
      short_message: { udh: Buffer.from([5, 0, 3, 1, total, number]), message: ucs2('Да') },
    });
    await sendAll([cyrillic('', udh(0, 0)), cyrillic('', udh(1, 1)), cyrillic('', udh(2, 3))]).all;
    expect(texts()).toEqual(['Да', 'Да', 'Да']);
  });

  it.each([
    ['a hundred million', Buffer.from([0x05, 0xf5, 0xe1, 0x00]), Buffer.from([1])],
    ['256', Buffer.from([0x01, 0x00]), Buffer.from([1])],
    ['two, and this is number 256', Buffer.from([2]), Buffer.from([0x01, 0x00])],
  ])('that say in SAR fields that they are %s are messages of their own', async (_name, total, number) => {
    open = await openLink();
    const session = await open.smsc.bound();
    const sar = [tlv(0x020c, Buffer.from([0, 1])), tlv(0x020e, total), tlv(0x020f, number)];
    const body = Buffer.concat([FIELDS, Buffer.from('\x02Da', 'latin1'), ...sar]);
    session.socket.write(frame(0x05, 77, body));
    await expect.poll(texts).toEqual(['Da']);
  });

  it('are all refused while the store is away, and make one contact when they come again', async () => {
    open = await openLink();
    open.deps.failWith(new Unavailable('store.down', 'The store is down'));
    expect(await sendAll(longMessage(TEXT, 'sar', 5)).all).toEqual([8, 8, 8]);
    open.deps.failWith(undefined);
    expect(await sendAll(longMessage(TEXT, 'sar', 5)).all).toEqual([0, 0, 0]);
    expect(texts()).toEqual([TEXT]);
  });

  it('that were held when the session ended come again, and are no contact before', async () => {
    open = await openLink({ partsSeconds: 1 });
    const parts = longMessage(TEXT, 'udh8', 6);
    const lost = sendAll(parts.slice(0, 2)).all.catch((error: Error) => error.message);
    await read();
    (await open.smsc.bound()).destroy();
    expect(await lost).toMatch(/without an answer/);
    await expect.poll(() => open.smsc.binds.length, { timeout: 5_000 }).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(open.deps.order).toEqual([]);
    expect(await sendAll(parts).all).toEqual([0, 0, 0]);
    expect(texts()).toEqual([TEXT]);
  });
});

it('an SMSC that waits for every answer is found out, and not waited for until it had time to change', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  open = await openLink({ partsSeconds: 2 });
  const deliverOneByOne = async (reference: number) => {
    for (const part of longMessage(TEXT, 'udh8', reference)) await open.smsc.deliver(part);
  };
  await deliverOneByOne(10);
  expect(texts()).toEqual([`${HEAD}[…]`, `[…]${MIDDLE}[…]`, `[…]${TAIL}`]);
  expect(open.deps.logged()).toContain('"window":1');
  const began = performance.now();
  await deliverOneByOne(11);
  expect(texts()).toHaveLength(6);
  // One wait alone would take this long.
  expect(performance.now() - began).toBeLessThan(1_900);
  vi.setSystemTime(Date.now() + 10 * 60_000);
  await sendAll(longMessage(TEXT, 'udh8', 12)).all;
  expect(texts().slice(6)).toEqual([TEXT]);
});
