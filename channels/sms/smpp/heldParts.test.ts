import { afterEach, describe, expect, it } from 'vitest';
import { type OpenLink, openLink } from './link.fixture.ts';
import { longMessage } from './parts.fixture.ts';

const TEXT = `Не работает интернет с утра. ${'Ы'.repeat(100)} Перезвоните, пожалуйста, после шести.`;
const [HEAD, MIDDLE, TAIL] = [TEXT.slice(0, 67), TEXT.slice(67, 134), TEXT.slice(134)];
const WINDOW = 10;

type Fields = Record<string, unknown>;

let open: OpenLink;
afterEach(() => open.close());

const texts = () => open.deps.contacts.map(({ text }) => text);
const from = (source_addr: string, parts: Fields[]) => parts.map((part) => ({ ...part, source_addr }));
const firstOf = (source: string, reference: number) =>
  from(source, longMessage(TEXT, 'udh8', reference)).slice(0, 1);

/** Delivers in order as an SMSC does that leaves so many unanswered and no more. */
async function deliverAll(all: Fields[], window = WINDOW): Promise<void> {
  const waiting = [...all];
  const next = async (): Promise<void> => {
    const fields = waiting.shift();
    if (!fields) return;
    await open.smsc.deliver(fields).catch(() => undefined);
    return next();
  };
  await Promise.all(Array.from({ length: window }, next));
}

describe.each([
  ['one SIM', Array.from({ length: 30 }, (_, index) => firstOf('79160000666', index)).flat()],
  ['many SIMs', Array.from({ length: 30 }, (_, index) => firstOf(`791600006${index + 10}`, 1)).flat()],
  [
    'one SIM, the same part over and over',
    Array.from({ length: 30 }, () => firstOf('79160000666', 1)).flat(),
  ],
  [
    'one SIM, a message without end',
    from('79160000666', longMessage('Ы'.repeat(67 * 30), 'udh8', 1)).slice(0, 29),
  ],
])('parts whose rest never comes, from %s', (_name, parts) => {
  it('do not fill the window of the SMSC: others are heard', async () => {
    open = await openLink();
    const victim = from('79160000007', longMessage(TEXT, 'udh16', 500));
    void deliverAll([...parts, ...victim]);
    await expect.poll(texts, { timeout: 3_000 }).toContain(TEXT);
    expect(open.deps.logged()).not.toContain('too few deliveries');
  });
});

describe('of one sender', () => {
  it('two messages may be open at a time, and the oldest makes way for a third', async () => {
    open = await openLink({ heldParts: 100 });
    const [a = [], b = [], c = []] = [1, 2, 3].map((reference) => longMessage(TEXT, 'udh8', reference));
    void deliverAll([a, b].flatMap(([one = {}]) => [one]));
    await deliverAll([...b.slice(1), ...a.slice(1)]);
    await expect.poll(texts).toEqual([TEXT, TEXT]);
    void deliverAll([a, b, c].flatMap(([one = {}]) => [one]));
    await expect.poll(texts).toEqual([TEXT, TEXT, `${HEAD}[…]`]);
    await deliverAll([...b.slice(1), ...c.slice(1)]);
    await expect.poll(texts).toEqual([TEXT, TEXT, `${HEAD}[…]`, TEXT, TEXT]);
  });
});

describe('heldParts', () => {
  it.each([
    [1, [`${HEAD}${MIDDLE}[…]`, `[…]${TAIL}`]],
    [2, [TEXT]],
  ])('%i: so many parts are held unanswered', async (heldParts, expected) => {
    open = await openLink({ heldParts });
    await deliverAll(longMessage(TEXT, 'udh8', 1));
    expect(texts()).toEqual(expected);
    expect(open.deps.logged()).not.toContain('too few deliveries');
  });
});
