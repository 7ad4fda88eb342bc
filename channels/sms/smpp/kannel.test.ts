import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needProgram } from '../../../test/harness/program.ts';
import { type HttpPeer, startPeer } from '../../edge/httpPeer.fixture.ts';
import { type Kannel, startKannel } from './kannel.fixture.ts';
import { type OpenLink, openLink, outbound } from './link.fixture.ts';
import { longMessage } from './parts.fixture.ts';
import { type Smsc, startSmsc } from './smsc.fixture.ts';

const bearerbox = needProgram('bearerbox');
const smsbox = needProgram('smsbox');

const TEXT = `Здравствуйте! Не работает интернет с утра, роутер перезагружал два раза 🙁. ${'Ы'.repeat(90)} Перезвоните.`;

/**
 * The SMSC of these tests and our link are written on one library: a mistake of it both would share. So Kannel, which
 * knows nothing of it, is client of the same SMSC, and must send and read the same.
 */
describe.skipIf(bearerbox.missing || smsbox.missing)('Kannel and we, as clients of one SMSC', () => {
  let kannelSmsc: Smsc;
  let peer: HttpPeer;
  let kannel: Kannel;
  let ours: OpenLink;

  beforeAll(async () => {
    kannelSmsc = await startSmsc();
    peer = await startPeer({ status: 200 });
    kannel = await startKannel(
      { bearerbox: bearerbox.path, smsbox: smsbox.path },
      kannelSmsc.port,
      `${peer.origin}/inbound?id=%I&from=%p&to=%P&text=%b`,
    );
    await kannelSmsc.bound();
    ours = await openLink();
  });
  afterAll(async () => {
    await kannel?.stop();
    await ours?.close();
    await kannelSmsc?.stop();
    await peer?.close();
  });

  it('send a long Cyrillic message alike: as many parts, the same coding, the same text', async () => {
    const answer = await kannel.send({
      from: '0890',
      to: '79160000007',
      text: TEXT,
      charset: 'UTF-8',
      coding: '2',
    });
    expect(answer).toMatch(/^0: Accepted/);
    await expect.poll(() => kannelSmsc.texts(), { timeout: 10_000 }).toEqual([TEXT]);
    await ours.link.send(outbound({ text: TEXT }));
    expect(ours.smsc.texts()).toEqual([TEXT]);

    const shape = ({ submitted }: Smsc) =>
      submitted.map(({ to, from, text, pdu, part }) => {
        const { data_coding, esm_class, destination_addr } = pdu;
        return {
          to,
          from,
          length: text.length,
          data_coding,
          udh: Number(esm_class) & 0x40,
          destination_addr,
          count: part?.slice(1),
        };
      });
    expect(shape(ours.smsc)).toEqual(shape(kannelSmsc));
  });

  it('send what fits the GSM alphabet alike, octet for octet', async () => {
    const text = 'Code [42] € @home';
    await kannel.send({ from: '0890', to: '79160000007', text, charset: 'UTF-8', coding: '0' });
    await expect.poll(() => kannelSmsc.texts(), { timeout: 10_000 }).toContain(text);
    await ours.link.send(outbound({ text }));
    expect(ours.smsc.texts()).toContain(text);
    expect(ours.smsc.submitted.at(-1)?.pdu.data_coding).toBe(kannelSmsc.submitted.at(-1)?.pdu.data_coding);
  });

  it.each(['udh8', 'udh16'] as const)('read a long Cyrillic message told by %s alike', async (scheme) => {
    const parts = longMessage(TEXT, scheme, 77);
    const before = ours.deps.contacts.length;
    peer.seen.length = 0;
    const answers = await Promise.all(
      parts.flatMap((part) => [kannelSmsc.deliver(part), ours.smsc.deliver(part)]),
    );
    expect(answers.map(({ command_status }) => command_status)).toEqual(answers.map(() => 0));
    await expect.poll(() => peer.seen.length, { timeout: 10_000 }).toBe(1);
    const query = peer.seen[0]?.url.searchParams;
    const contact = ours.deps.contacts[before];
    expect(ours.deps.contacts).toHaveLength(before + 1);
    expect(ucs2Of(peer.seen[0]?.url, 'text')).toBe(TEXT);
    expect(contact?.text).toBe(TEXT);
    expect(contact?.sender).toBe(query?.get('from'));
    expect(contact?.queue).toBe(query?.get('to'));
  });

  it.each([
    ['DELIVRD', '1', 'DELIVERED'],
    ['UNDELIV', '2', 'FAILED'],
  ])('read a receipt of %s alike', async (stat, kannelType, state) => {
    peer.seen.length = 0;
    const id = `receipt-${stat}`;
    for (const smsc of [kannelSmsc, ours.smsc]) smsc.behave({ idOf: () => id });
    await kannel.send({
      from: '0890',
      to: '79160000007',
      text: 'Да',
      charset: 'UTF-8',
      coding: '2',
      'dlr-mask': '3',
      'dlr-url': `${peer.origin}/receipt?type=%d`,
    });
    await expect.poll(() => kannelSmsc.submitted.at(-1)?.id, { timeout: 10_000 }).toBe(id);
    expect(kannelSmsc.submitted.at(-1)?.pdu.registered_delivery).toBe(1);
    expect(await ours.link.send(outbound({ text: 'Да' }))).toEqual({ providerId: id });

    const receipt = {
      source_addr: '79160000007',
      source_addr_ton: 1,
      esm_class: 4,
      data_coding: 0,
      short_message: Buffer.from(
        `id:${id} sub:001 dlvrd:001 submit date:2411241200 done date:2411241201 stat:${stat} err:000 text:`,
      ),
    };
    await Promise.all([kannelSmsc.deliver(receipt), ours.smsc.deliver(receipt)]);
    await expect.poll(() => peer.seen.length, { timeout: 10_000 }).toBe(1);
    expect(peer.seen[0]?.url.searchParams.get('type')).toBe(kannelType);
    expect(ours.deps.receipts.at(-1)).toMatchObject({ providerId: id, state });
  });
});

/** A parameter that Kannel passes on as it came off the air: UCS-2, big-endian, percent-encoded. */
function ucs2Of(url: URL | undefined, name: string): string | undefined {
  const encoded = new RegExp(`[?&]${name}=([^&]*)`).exec(url?.search ?? '')?.[1];
  const octets = encoded
    ?.replace(/\+/g, ' ')
    .replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return octets && Buffer.from(octets, 'latin1').swap16().toString('utf16le');
}
