import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { needProgram } from '../../../test/harness/program.ts';
import { startRabbitmq, type TestRabbitmq } from '../../../test/harness/rabbitmq.ts';
import {
  contactEvent,
  holdAccept,
  linesOf,
  openBus,
  openPeer,
  orderStateEvent,
  type Peer,
} from '../bus.fixture.ts';
import { CONTACTS_QUEUE, DEAD_QUEUE } from './topology.ts';

const { path, missing } = needProgram('rabbitmq-server');
const WITHIN = { timeout: 20_000, interval: 50 };
const ids = (from: number, count: number) => Array.from({ length: count }, (_, index) => `e${from + index}`);

describe.skipIf(missing)('contacts over RabbitMQ', () => {
  let rabbit: TestRabbitmq;
  let peer: Peer;
  let stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    rabbit = await startRabbitmq(path);
    peer = await openPeer(rabbit.url);
  }, 120_000);
  afterEach(async () => {
    for (const stop of stops) await stop();
    stops = [];
    await peer.reset();
  });
  afterAll(async () => {
    await peer?.close();
    await rabbit?.stop();
  });

  /** The channel, consuming. */
  async function consuming(settings?: Record<string, string>) {
    const bus = openBus(rabbit.url, settings);
    await bus.channel.start();
    stops.push(() => bus.channel.stop());
    await vi.waitFor(async () => expect((await peer.look(CONTACTS_QUEUE)).consumers).toBe(1), WITHIN);
    return bus;
  }
  /** Waits until nobody consumes any more, and so all that was not acknowledged is back; then counts it. */
  async function leftBehind(): Promise<number> {
    await vi.waitFor(async () => expect((await peer.look(CONTACTS_QUEUE)).consumers).toBe(0), WITHIN);
    return (await peer.look(CONTACTS_QUEUE)).messages;
  }

  it('are acknowledged after the commit, not before', async () => {
    const { deps, channel } = await consuming();
    const hold = holdAccept(deps);
    await peer.put(contactEvent('e1'));
    await vi.waitFor(() => expect(hold.seen).toEqual(['e1']), WITHIN);
    expect(await peer.look(CONTACTS_QUEUE)).toEqual({ messages: 0, consumers: 1 });
    // The broker gives an unacknowledged message back when it loses the consumer.
    await rabbit.control('close_all_connections', 'cut by a test');
    await vi.waitFor(async () => expect((await peer.look(CONTACTS_QUEUE)).messages).toBe(1), WITHIN);
    hold.release();
    await vi.waitFor(() => expect(hold.seen).toEqual(['e1', 'e1']), WITHIN);
    await channel.stop();
    expect(deps.contacts.map(({ externalId }) => externalId)).toEqual(['e1']);
    expect(await leftBehind()).toBe(0);
  });

  it('come in all modes, with order states among them', async () => {
    const { deps } = await consuming();
    await peer.put(contactEvent('s'), { contentType: 'application/cloudevents+json; charset=utf-8' });
    const binary = { type: 'helpdesk.contact.v1', specversion: '1.0', source: '/crm' };
    for (const [prefix, id] of [
      ['cloudEvents:', 'b1'],
      ['cloudEvents_', 'b2'],
    ]) {
      // A client's own date type arrives as AMQP's timestamp, in seconds.
      const time = id === 'b1' ? '2025-11-24T07:15:30Z' : Date.parse('2025-11-24T07:15:30Z') / 1000;
      const named = { ...binary, id, time };
      const headers = Object.fromEntries(
        Object.entries(named).map(([name, value]) => [prefix + name, value]),
      );
      await peer.put({ phone: '+79160000008', text: id }, { contentType: 'application/json', headers });
    }
    const batch = [contactEvent('1'), orderStateEvent('2', 'order-1', 'inProgress'), contactEvent('3')];
    await peer.put(batch, { contentType: 'application/cloudevents-batch+json' });
    await vi.waitFor(() => expect(deps.order).toHaveLength(6), WITHIN);
    expect(deps.contacts.map(({ externalId }) => externalId)).toEqual(['s', 'b1', 'b2', '1', '3']);
    expect(deps.contacts[2]?.occurredAt).toEqual(deps.contacts[1]?.occurredAt);
    expect(deps.contacts[1]).toMatchObject({
      account: '/crm',
      sender: '+79160000008',
      rung: 'CUSTOMER_MATCH',
      identity: null,
      occurredAt: new Date('2025-11-24T07:15:30Z'),
    });
    expect(deps.orderStates).toEqual([
      {
        source: '/oms',
        eventId: '2',
        orderId: 'order-1',
        state: 'inProgress',
        at: new Date('2025-11-24T07:15:30.000Z'),
      },
    ]);
  });

  it('delivered twice are one', async () => {
    const { deps, channel } = await consuming();
    await peer.put(contactEvent('e1'));
    await peer.put(contactEvent('e1'));
    await vi.waitFor(() => expect(deps.order).toEqual(['accept', 'accept']), WITHIN);
    expect(deps.contacts).toHaveLength(1);
    await channel.stop();
    expect(await leftBehind()).toBe(0);
  });

  it('that nobody can read go to the dead-letter queue with the reason, and hold nothing up', async () => {
    const { deps, channel } = await consuming();
    const binary = { 'cloudEvents:type': 'helpdesk.contact.v1', 'cloudEvents:specversion': '1.0' };
    const poison: [reason: string, body: unknown, envelope?: Record<string, unknown>][] = [
      ['invalid:(body)', Buffer.from('{"phone": "+79160000007"')],
      ['invalid:type', contactEvent('e1', { type: 'com.example.other' })],
      ['invalid:data.phone', contactEvent('e1', { data: { text: 'Тайна' } }), { messageId: 'm1' }],
      [
        'invalid:[1].id',
        [contactEvent('e1'), contactEvent('')],
        { contentType: 'application/cloudevents-batch+json' },
      ],
      ['invalid:id', { phone: '1', text: 'x' }, { contentType: 'application/json', headers: binary }],
      ['invalid:content-type', contactEvent('e1'), { contentType: 'application/json' }],
      ['invalid:content-type', contactEvent('e1'), { contentType: 'application/cloudevents+avro' }],
      ['invalid:content-encoding', contactEvent('e1'), { contentEncoding: 'gzip' }],
      ['invalid:(body)', contactEvent('e1', { x: 'x'.repeat(1024 * 1024) })],
      ['invalid:data.event.serviceOrder.state', orderStateEvent('e1', 'order-1', '')],
    ];
    for (const [, body, envelope] of poison) await peer.put(body, envelope);
    await peer.put(contactEvent('good'));
    await vi.waitFor(async () => expect((await peer.look(DEAD_QUEUE)).messages).toBe(poison.length), WITHIN);
    await vi.waitFor(
      () => expect(deps.contacts.map(({ externalId }) => externalId)).toEqual(['good']),
      WITHIN,
    );
    await channel.stop();
    expect(await leftBehind()).toBe(0);
    const dead = await peer.drain(DEAD_QUEUE);
    expect(dead.map(({ headers }) => headers?.['x-helpdesk-reason']).sort()).toEqual(
      poison.map(([reason]) => reason).sort(),
    );
    // Sent again as it lies there, it would be what was sent first.
    const noPhone = dead.find(({ headers }) => headers?.['x-helpdesk-message-id'] === 'm1');
    expect(JSON.parse(noPhone?.body.toString())).toEqual(contactEvent('e1', { data: { text: 'Тайна' } }));
    expect(noPhone).toMatchObject({ contentType: 'application/cloudevents+json', durable: true });
    for (const secret of ['9160000007', 'Тайна']) expect(deps.logged()).not.toContain(secret);
  });

  it('that nobody can read stay where they are until the dead-letter queue has them', async () => {
    const { deps, channel } = await consuming();
    await peer.put(contactEvent('e1', { type: 'first' }));
    await vi.waitFor(async () => expect((await peer.look(DEAD_QUEUE)).messages).toBe(1), WITHIN);
    await peer.deleteQueue(DEAD_QUEUE);
    await peer.put(contactEvent('e2', { type: 'second' }));
    await vi.waitFor(
      () => expect(linesOf(deps)).toContainEqual(expect.objectContaining({ code: 'again' })),
      WITHIN,
    );
    // The next consumer declares the queue anew, and then it has somewhere to go.
    await vi.waitFor(async () => expect((await peer.look(DEAD_QUEUE)).messages).toBe(1), WITHIN);
    await channel.stop();
    expect(await leftBehind()).toBe(0);
  });

  it('wait on the bus, without a consumer, while the store is down, and then come once each and in order', async () => {
    const { deps, channel } = await consuming({ ESB_AMQP_PREFETCH: '5' });
    let tries = 0;
    const accept = deps.accept;
    deps.accept = async (contact) => {
      tries += 1;
      return accept(contact);
    };
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    for (const id of ids(1, 30)) await peer.put(contactEvent(id));
    await vi.waitFor(
      async () => expect(await peer.look(CONTACTS_QUEUE)).toEqual({ messages: 30, consumers: 0 }),
      WITHIN,
    );
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await peer.look(CONTACTS_QUEUE)).toEqual({ messages: 30, consumers: 0 });
    expect(tries).toBeLessThanOrEqual(5);
    deps.failWith(undefined);
    await vi.waitFor(() => expect(deps.order).toHaveLength(30), WITHIN);
    expect(deps.contacts.map(({ externalId }) => externalId)).toEqual(ids(1, 30));
    const told = linesOf(deps).filter(({ level, queue }) => queue !== undefined && Number(level) >= 30);
    expect(told.map(({ code }) => code)).toEqual(['consuming', 'again', 'store.away', 'consuming']);
    await channel.stop();
    expect(await leftBehind()).toBe(0);
    expect((await peer.look(DEAD_QUEUE)).messages).toBe(0);
  });

  it('are not consumed at all by a house whose store is down from the start', async () => {
    const { deps, channel } = openBus(rabbit.url);
    stops.push(() => channel.stop());
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    const other = openBus(rabbit.url);
    await other.channel.start();
    await vi.waitFor(async () => expect((await peer.look(CONTACTS_QUEUE)).consumers).toBe(1), WITHIN);
    await other.channel.stop();
    await channel.start();
    await peer.put(contactEvent('e1'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await peer.look(CONTACTS_QUEUE)).toEqual({ messages: 1, consumers: 0 });
    deps.failWith(undefined);
    await vi.waitFor(() => expect(deps.contacts).toHaveLength(1), WITHIN);
  });

  it('are taken no more at a time than the prefetch allows', async () => {
    const { deps } = await consuming({ ESB_AMQP_PREFETCH: '3' });
    const hold = holdAccept(deps);
    for (const id of ids(1, 8)) await peer.put(contactEvent(id));
    await vi.waitFor(async () => expect((await peer.look(CONTACTS_QUEUE)).messages).toBe(5), WITHIN);
    expect(hold.seen).toEqual(ids(1, 3));
    hold.release();
    await vi.waitFor(() => expect(deps.contacts).toHaveLength(8), WITHIN);
  });

  it('in flight are finished by a stop, and the rest stays', async () => {
    const { deps, channel } = await consuming({ ESB_AMQP_PREFETCH: '2' });
    const hold = holdAccept(deps);
    for (const id of ids(1, 5)) await peer.put(contactEvent(id));
    await vi.waitFor(() => expect(hold.seen).toHaveLength(2), WITHIN);
    const stopped = channel.stop();
    await new Promise((resolve) => setTimeout(resolve, 500));
    hold.release();
    await stopped;
    expect(deps.contacts.map(({ externalId }) => externalId)).toEqual(ids(1, 2));
    expect(await leftBehind()).toBe(3);
  });

  it('that fail for a reason of ours are tried some times, then give way', async () => {
    const { deps, channel } = await consuming();
    const accept = deps.accept;
    let tries = 0;
    deps.accept = async (contact) => {
      if (contact.externalId !== 'bug') return accept(contact);
      tries += 1;
      throw new TypeError(`no such property of ${contact.sender}`);
    };
    await peer.put(contactEvent('bug'));
    await peer.put(contactEvent('good'));
    await vi.waitFor(async () => expect((await peer.look(DEAD_QUEUE)).messages).toBe(1), WITHIN);
    const [dead] = await peer.drain(DEAD_QUEUE);
    expect(dead?.headers).toMatchObject({ 'x-helpdesk-reason': 'internal' });
    expect(tries).toBe(5);
    expect(deps.contacts.map(({ externalId }) => externalId)).toEqual(['good']);
    await channel.stop();
    expect(await leftBehind()).toBe(0);
  }, 60_000);

  it('come on when the broker died and is back, each change told once', async () => {
    const { deps } = await consuming();
    await peer.put(contactEvent('before'));
    await vi.waitFor(() => expect(deps.contacts).toHaveLength(1), WITHIN);
    await rabbit.kill();
    await rabbit.restart();
    await peer.put(contactEvent('after'));
    await vi.waitFor(() => expect(deps.contacts).toHaveLength(2), { ...WITHIN, timeout: 40_000 });
    const told = linesOf(deps).filter(({ use }) => use === 'consume');
    expect(told.map(({ level }) => level)).toEqual([30, 40, 30]);
  }, 120_000);
});

describe('a broker that is not there', () => {
  it('neither holds the start up nor the stop, and is told once', async () => {
    const { deps, channel } = openBus('amqp://guest:guest@127.0.0.1:1');
    await channel.start();
    await vi.waitFor(() =>
      expect(linesOf(deps)).toContainEqual(expect.objectContaining({ code: 'econnrefused' })),
    );
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await channel.stop();
    expect(linesOf(deps)).toHaveLength(1);
    expect(deps.logged()).not.toContain('guest');
  });

  it('refuses what is published with a word to try again', async () => {
    const { channel } = openBus('amqp://guest:guest@127.0.0.1:1');
    const event = { id: '1', type: 'incident.opened', at: new Date(), actor: 'system', data: {} };
    const about = { contactId: null, serviceRequestId: 'r1', incidentId: 'i1' };
    await expect(channel.publish([{ ...event, ...about }])).rejects.toMatchObject({
      name: 'NoAnswer',
      code: 'esb.away',
    });
    await channel.stop();
  });
});
