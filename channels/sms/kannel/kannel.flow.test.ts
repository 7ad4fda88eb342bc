import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboundMessage } from '../../../core/channel.ts';
import { Unavailable } from '../../../core/errors.ts';
import { needProgram } from '../../../test/harness/program.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { sms } from '../index.ts';
import { countSegments } from '../text/segments.ts';
import { type Kannel, startKannel } from './kannel.fixture.ts';

const bearerbox = needProgram('bearerbox');
const smsbox = needProgram('smsbox');
// Debian's kannel-extras keeps it beside the PATH, not on it.
const fakesmsc = needProgram('fakesmsc');
const missing = [bearerbox, smsbox, fakesmsc].some((program) => program.missing);

const message: OutboundMessage = {
  id: '0190a000-0000-7000-8000-000000000001',
  account: null,
  address: '+79160000007',
  thread: '+79160000007',
  text: 'Обращение 17 принято + ждите',
  language: 'ru',
  askForPhone: false,
  choices: [],
};

const soon = { timeout: 15_000, interval: 50 };

describe.skipIf(missing)('with a real Kannel', () => {
  const deps = recordDeps();
  const answers: string[] = [];
  let server: ServerType;
  let kannel: Kannel;
  let origin: string;

  beforeAll(async () => {
    const house = new Hono();
    server = serve({ fetch: house.fetch, hostname: '127.0.0.1', port: 0 });
    await vi.waitUntil(() => server.listening);
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    house.use(async (c, next) => {
      await next();
      answers.push(`${c.req.path.replace('/channels/sms/kannel', '') || '/'} ${c.res.status}`);
    });
    deps.publicUrl = origin;
    house.route('/channels/sms', sms.create({ SMS_GATEWAY_TOKEN: 'dev-sms' }, deps).routes);
    const query = 'id=%I&from=%p&to=%P&text=%b&charset=%C&smsc=%i&token=dev-sms';
    const programs = { bearerbox: bearerbox.path, smsbox: smsbox.path, fakesmsc: fakesmsc.path };
    kannel = await startKannel(programs, `${origin}/channels/sms/kannel?${query}`);
  });

  afterAll(async () => {
    await kannel?.stop();
    await new Promise((resolve) => server.close(resolve));
  });

  beforeEach(() => {
    for (const list of [deps.contacts, deps.receipts, answers]) list.length = 0;
    deps.failWith(undefined);
  });

  function send(sent: Partial<OutboundMessage>) {
    const { outbound } = sms.create({ SMS_GATEWAY_TOKEN: 'dev-sms', SMS_SEND_URL: kannel.sendUrl }, deps);
    if (!outbound) throw new Error('The channel should send');
    return outbound.send({ ...message, ...sent });
  }

  it('an SMS typed on a telephone arrives as one contact, Cyrillic and plus sign intact', async () => {
    const text = 'Не работает интернет & ТВ + телефон 100%';
    const phone = kannel.phone('link-1', { from: '+79160000007', to: '0890', text });
    await vi.waitFor(() => expect(deps.contacts).toHaveLength(1), soon);
    expect(deps.contacts[0]).toMatchObject({
      account: 'link-1',
      externalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      thread: '+79160000007',
      identity: '+79160000007',
      rung: 'SMS_SENDER',
      queue: '0890',
      text,
    });
    await phone.off();
    expect(phone.received()).toEqual([]);
  });

  it('an SMS that comes while the store is away is tried again, and is one contact when it is back', async () => {
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    const phone = kannel.phone('link-1', { from: '+79160000008', to: '0890', text: 'Да' });
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(1), soon);
    expect(new Set(answers)).toEqual(new Set(['/ 503']));
    deps.failWith(undefined);
    await vi.waitFor(() => expect(deps.contacts).toHaveLength(1), soon);
    expect(deps.contacts[0]).toMatchObject({ sender: '+79160000008', text: 'Да' });
    expect(answers.filter((answer) => answer === '/ 200')).toHaveLength(1);
    await phone.off();
    expect(phone.received()).toEqual([]);
  });

  it('an answer leaves by the link the person wrote to, and its receipt names our message', async () => {
    const phones = [
      kannel.phone('link-1', { from: '+79160000009', to: '0890', text: 'один' }),
      kannel.phone('link-2', { from: '+79160000007', to: '0891', text: 'два' }),
    ];
    await vi.waitFor(() => expect(deps.contacts).toHaveLength(2), soon);
    const account = deps.contacts.find(({ text }) => text === 'два')?.account;
    expect(account).toBe('link-2');

    await send({ account });
    await vi.waitFor(() => expect(deps.receipts).toHaveLength(1), soon);
    // The telephone prints in its own time.
    const heard = [[], [{ coding: 'ucs-2', text: message.text }]];
    await vi.waitFor(() => expect(phones.map((phone) => phone.received())).toEqual(heard), soon);
    expect(deps.receipts).toEqual([
      { messageId: message.id, providerId: null, state: 'DELIVERED', code: '1', at: expect.any(Date) },
    ]);
    for (const phone of phones) await phone.off();
  });

  it('a receipt that comes while the store is away is not lost', async () => {
    const phone = kannel.phone('link-1', { from: '+79160000007', to: '0890', text: 'Да' });
    await vi.waitFor(() => expect(deps.contacts).toHaveLength(1), soon);
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    await send({ account: 'link-1', text: 'Order 17 is closed [10€]' });
    await vi.waitFor(() => expect(answers).toContain('/receipt 503'), soon);
    deps.failWith(undefined);
    await vi.waitFor(() => expect(deps.receipts).toMatchObject([{ messageId: message.id }]), soon);
    const heard = [{ coding: 'text', text: 'Order 17 is closed [10€]' }];
    await vi.waitFor(() => expect(phone.received()).toEqual(heard), soon);
    await phone.off();
  });

  it('a long text goes out in as many parts as we count', async () => {
    const phone = kannel.phone('link-1', { from: '+79160000007', to: '0890', text: 'Да' });
    await vi.waitFor(() => expect(deps.contacts).toHaveLength(1), soon);
    const texts = ['я'.repeat(71), 'я'.repeat(135), 'a'.repeat(161), '€'.repeat(153)];
    let parts = 0;
    for (const text of texts) {
      await send({ account: 'link-1', text });
      parts += countSegments(text).segments;
      await vi.waitFor(() => expect(phone.received()).toHaveLength(parts), soon);
    }
    expect(parts).toBe(2 + 3 + 2 + 3);
    expect(phone.received().every(({ coding }) => coding === 'udh')).toBe(true);
    await phone.off();
  });
});
