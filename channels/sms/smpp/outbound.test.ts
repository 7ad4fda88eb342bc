import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { NoAnswer, Refused } from '../../../core/errors.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { joinParts } from './inbound/joinParts.ts';
import { readUdh } from './inbound/readUdh.ts';
import { createSmppLink } from './index.ts';
import { linkSettings, type OpenLink, openLink, outbound } from './link.fixture.ts';
import { encodeParts } from './outbound/encodeParts.ts';
import { startSmsc } from './smsc.fixture.ts';

let open: OpenLink | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const failure = (sending: Promise<unknown>) =>
  sending.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a message of ours', () => {
  it.each([
    ['Your code: [42] €', 0],
    ['Ваша заявка принята 👍', 8],
  ])('«%s» goes out in data_coding %i, as the SMSC reads it', async (text, data_coding) => {
    open = await openLink();
    expect(await open.link.send(outbound({ text }))).toEqual({ providerId: 'id-1' });
    expect(open.smsc.texts()).toEqual([text]);
    expect(open.smsc.submitted[0]?.pdu).toMatchObject({
      data_coding,
      esm_class: 0,
      registered_delivery: 1,
      source_addr: '0890',
      destination_addr: '79160000007',
      dest_addr_ton: 1,
      dest_addr_npi: 1,
    });
  });

  it.each([
    ['кириллица', 'Уважаемый абонент! '.repeat(20), 6],
    ['latin', 'Dear subscriber, [x] '.repeat(30), 5],
    ['emoji', '🙁🙂'.repeat(60), 4],
  ])('too long for one, in %s, goes out in parts that join to the same text', async (_name, text, count) => {
    open = await openLink();
    expect(await open.link.send(outbound({ text }))).toEqual({ providerId: `id-${count}` });
    expect(open.smsc.texts()).toEqual([text]);
    const receipts = open.smsc.submitted.map(({ pdu }) => pdu.registered_delivery);
    expect(receipts).toEqual([...Array(count - 1).fill(0), 1]);
  });

  it('carries the same reference in every part of every try, lest a phone join what is not one', () => {
    const text = 'Ы'.repeat(100);
    const references = (id: string) => encodeParts(text, id).map(({ short_message }) => short_message[3]);
    expect(references('a')).toEqual(references('a'));
    expect(new Set(references('a')).size).toBe(1);
    expect(references('a')).not.toEqual(references('b'));
  });

  it('is what our own reader reads: any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.constantFrom('', 'Ы', '€'),
        (text, tail) => {
          const parts = encodeParts(`${text}${tail}`, 'id');
          const read = parts.map((part, index): [number, { coding: number; bytes: Buffer }] => {
            const body = parts.length === 1 ? { bytes: part.short_message } : readUdh(part.short_message);
            expect(part.short_message.length).toBeLessThanOrEqual(160);
            return [index + 1, { coding: part.data_coding, bytes: body?.bytes ?? Buffer.alloc(0) }];
          });
          expect(joinParts(new Map(read), parts.length)).toBe(`${text}${tail}`);
        },
      ),
    );
  });

  it.each([
    ['+79160000007', 1, '79160000007'],
    ['+7 (916) 000-00-07', 1, '79160000007'],
    ['79160000007', 1, '79160000007'],
    ['+84961234567', 1, '84961234567'],
    ['84961234567', 0, '84961234567'],
    ['89160000007', 0, '89160000007'],
    ['0890', 0, '0890'],
  ])('to %s has dest_addr_ton %i', async (address, dest_addr_ton, destination_addr) => {
    open = await openLink();
    await open.link.send(outbound({ address }));
    expect(open.smsc.submitted[0]?.pdu).toMatchObject({ dest_addr_ton, dest_addr_npi: 1, destination_addr });
  });

  it.each([
    [{ from: 'HELPDesk' }, { source_addr_ton: 5, source_addr_npi: 0, source_addr: 'HELPDesk' }],
    [{ from: '0890' }, { source_addr_ton: 3, source_addr_npi: 0, source_addr: '0890' }],
    [{ from: '+79160000000' }, { source_addr_ton: 1, source_addr_npi: 1, source_addr: '79160000000' }],
    [{ from: '84951234' }, { source_addr_ton: 0, source_addr_npi: 1, source_addr: '84951234' }],
    [
      { from: '0890', ton: 6, npi: 9 },
      { source_addr_ton: 6, source_addr_npi: 9, source_addr: '0890' },
    ],
    [{ from: null }, { source_addr_ton: 0, source_addr_npi: 0, source_addr: '' }],
  ])('by a link set to %o comes from %o', async (changes, source) => {
    open = await openLink(changes);
    await open.link.send(outbound());
    expect(open.smsc.submitted[0]?.pdu).toMatchObject(source);
  });
});

describe('the id of a message', () => {
  it.each([
    ['same', '00aB', '00aB', '00aB'],
    ['hex', '171', 'AB', '171'],
    ['hex', '0171', '000000ab', '171'],
    ['decimal', '00AB', '171', '171'],
    ['decimal', 'ab', '0000000171', '171'],
    ['decimal', 'uuid-1', 'uuid-1', 'uuid-1'],
  ] as const)('where receiptIds=%s: answered %s, reported %s', async (receiptIds, given, reported, id) => {
    open = await openLink({ receiptIds });
    open.smsc.behave({ idOf: () => given });
    expect(await open.link.send(outbound())).toEqual({ providerId: id });
    const short_message = Buffer.from(`id:${reported} sub:001 dlvrd:001 stat:DELIVRD err:000 text:`);
    await open.smsc.deliver({ source_addr: '79160000007', esm_class: 4, data_coding: 0, short_message });
    expect(open.deps.receipts).toMatchObject([{ providerId: id, state: 'DELIVERED' }]);
  });
});

describe('a refusal', () => {
  it.each([0x0b, 0x01, 0x65])('of status %i is final', async (status) => {
    open = await openLink();
    open.smsc.behave({ submitStatus: () => status });
    const error = await failure(open.link.send(outbound()));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'sms.refused' });
    expect(String(error)).not.toContain('916');
  });

  it.each([0x58, 0x14, 0x08])(
    'of status %i slows the link down, and the message may be tried again',
    async (status) => {
      open = await openLink();
      const { smsc, link } = open;
      smsc.behave({ submitStatus: () => status });
      const error = await failure(link.send(outbound()));
      expect(error).toBeInstanceOf(NoAnswer);
      expect(error).toMatchObject({ code: 'sms.no-answer', retryAfterMs: 1_000 });
      smsc.behave({ submitStatus: () => 0 });
      const began = performance.now();
      await link.send(outbound());
      expect(performance.now() - began).toBeGreaterThan(800);
    },
  );

  it.each([0x0a, 0x45, 0x0400])(
    'of status %i speaks of our settings or of nothing known, and may be tried again',
    async (status) => {
      open = await openLink();
      open.smsc.behave({ submitStatus: () => status });
      expect(await failure(open.link.send(outbound()))).toBeInstanceOf(NoAnswer);
    },
  );

  it('of a later part fails the message; the next try sends all parts', async () => {
    open = await openLink();
    const { smsc, link } = open;
    const text = 'Ы'.repeat(150);
    smsc.behave({ submitStatus: ({ part }) => (part?.[2] === 3 ? 0x45 : 0) });
    expect(await failure(link.send(outbound({ text })))).toBeInstanceOf(NoAnswer);
    smsc.submitted.length = 0;
    smsc.behave({ submitStatus: () => 0 });
    await link.send(outbound({ text }));
    expect(smsc.texts()).toEqual([text]);
  });

  it('is ours where the address is no number, and nothing goes out', async () => {
    open = await openLink();
    expect(await failure(open.link.send(outbound({ address: 'HELPDesk' })))).toBeInstanceOf(Refused);
    expect(await failure(open.link.send(outbound({ text: 'Ы'.repeat(67 * 256) })))).toBeInstanceOf(Refused);
    expect(open.smsc.submitted).toEqual([]);
  });
});

describe('no answer', () => {
  it('in time, or before the connection ends, may be tried again', async () => {
    open = await openLink({ responseSeconds: 0.2 });
    const { smsc, link } = open;
    smsc.behave({ submitStatus: () => undefined });
    expect(await failure(link.send(outbound()))).toBeInstanceOf(NoAnswer);
    const sending = failure(link.send(outbound()));
    await expect.poll(() => smsc.submitted.length).toBe(2);
    await smsc.stop();
    expect(await sending).toBeInstanceOf(NoAnswer);
  });

  it('is told soon while the link is not bound, and at the stop', async () => {
    open = await openLink();
    const { smsc, link } = open;
    smsc.behave({ submitStatus: () => undefined });
    const pending = [1, 2, 3].map(() => failure(link.send(outbound())));
    await expect.poll(() => smsc.submitted.length).toBe(3);
    await link.stop();
    for (const error of await Promise.all(pending)) expect(error).toBeInstanceOf(NoAnswer);
    await smsc.stop();
    const lonely = createSmppLink(linkSettings(smsc.port), recordDeps());
    await lonely.start();
    const began = performance.now();
    expect(await failure(lonely.send(outbound()))).toBeInstanceOf(NoAnswer);
    expect(performance.now() - began).toBeLessThan(5_000);
    await lonely.stop();
    await smsc.restart();
  });
});

describe('the pace', () => {
  it('never lets more than the window be unanswered, and gets everything out', async () => {
    open = await openLink({ window: 3, perSecond: 1_000 });
    const { smsc, link } = open;
    smsc.behave({ submitDelayMs: 15 });
    const texts = Array.from({ length: 30 }, (_, index) => `Заявка ${index}`);
    await Promise.all(texts.map((text, index) => link.send(outbound({ id: `m${index}`, text }))));
    expect(smsc.mostUnanswered()).toBe(3);
    expect(smsc.texts().sort()).toEqual(texts.sort());
  });

  it('never lets more out than perSecond', async () => {
    open = await openLink({ perSecond: 20 });
    const { link } = open;
    const began = performance.now();
    await Promise.all(Array.from({ length: 11 }, (_, index) => link.send(outbound({ id: `m${index}` }))));
    expect(performance.now() - began).toBeGreaterThanOrEqual(495);
  });

  it('sends a message away that finds no turn in time', async () => {
    open = await openLink({ window: 1, responseSeconds: 0.3 });
    const { smsc, link } = open;
    smsc.behave({ submitDelayMs: 250 });
    const all = await Promise.all([1, 2, 3].map(() => failure(link.send(outbound()))));
    expect(all[0]).toBeUndefined();
    expect(all[2]).toBeInstanceOf(NoAnswer);
  });
});

it('a link that was not started binds as a transmitter to send, and as a transceiver once it is started', async () => {
  const smsc = await startSmsc();
  const link = createSmppLink(linkSettings(smsc.port), recordDeps());
  await link.send(outbound());
  await link.start();
  await expect
    .poll(() => smsc.binds.map(({ command }) => command))
    .toEqual(['bind_transmitter', 'bind_transceiver']);
  await link.send(outbound());
  expect(smsc.submitted).toHaveLength(2);
  await link.stop();
  await smsc.stop();
});
