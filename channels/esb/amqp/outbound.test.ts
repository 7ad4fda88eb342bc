import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DomainEvent } from '../../../core/channel.ts';
import { needProgram } from '../../../test/harness/program.ts';
import { startRabbitmq, type TestRabbitmq } from '../../../test/harness/rabbitmq.ts';
import { documentedPayload } from '../asyncapi.fixture.ts';
import { linesOf, openBus, openPeer, type Peer } from '../bus.fixture.ts';
import { EVENTS_EXCHANGE, UNROUTED_QUEUE } from './topology.ts';

const { path, missing } = needProgram('rabbitmq-server');

/** So many events as the house tells them, by turns of two types. */
function eventsOf(count: number, change: Partial<DomainEvent> = {}): DomainEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(index + 1),
    type: index % 2 === 0 ? 'servicerequest.opened' : 'incident.moved',
    at: new Date('2025-11-24T07:15:30.250Z'),
    actor: 'system',
    contactId: null,
    serviceRequestId: '0192d1d3-9c07-7d4e-a7d8-0a4e6b1f2c11',
    incidentId: null,
    data: index % 2 === 0 ? { channel: 'sms' } : { from: 'diagnose', to: 'field' },
    ...change,
  }));
}

describe.skipIf(missing)('domain events over RabbitMQ', () => {
  let rabbit: TestRabbitmq;
  let peer: Peer;
  let stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    rabbit = await startRabbitmq(path);
    peer = await openPeer(rabbit.url);
    const { channel } = openBus(rabbit.url);
    await channel.publish(eventsOf(1));
    await channel.stop();
    await peer.drain(UNROUTED_QUEUE);
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

  function publishing(settings?: Record<string, string>) {
    const bus = openBus(rabbit.url, settings);
    stops.push(() => bus.channel.stop());
    return bus;
  }

  it('arrive in their order, each as the documented CloudEvent, persistent, under its type', async () => {
    const { channel } = publishing({ ESB_SOURCE: 'https://helpdesk.example/' });
    const queue = await peer.listen(EVENTS_EXCHANGE, '#');
    await channel.publish(eventsOf(450));
    const messages = await peer.drain(queue);
    const events = messages.map(({ body }) => JSON.parse(body.toString()));
    expect(events.map(({ id }) => id)).toEqual(eventsOf(450).map(({ id }) => id));
    expect(events[1]).toEqual({
      specversion: '1.0',
      id: '2',
      source: 'https://helpdesk.example/',
      type: 'helpdesk.incident.moved.v1',
      subject: '0192d1d3-9c07-7d4e-a7d8-0a4e6b1f2c11',
      time: '2025-11-24T07:15:30.250Z',
      datacontenttype: 'application/json',
      data: {
        actor: 'system',
        contactId: null,
        serviceRequestId: '0192d1d3-9c07-7d4e-a7d8-0a4e6b1f2c11',
        incidentId: null,
        from: 'diagnose',
        to: 'field',
      },
    });
    expect(messages[1]).toMatchObject({
      routingKey: 'incident.moved',
      durable: true,
      contentType: 'application/cloudevents+json; charset=utf-8',
      messageId: '2',
    });
    expect(documentedPayload('servicerequest.opened')(events[0])).toEqual([]);
    expect(documentedPayload('incident.moved')(events[1])).toEqual([]);
    expect(documentedPayload('incident.moved')(events[0])).not.toEqual([]);
    expect((await peer.look(UNROUTED_QUEUE)).messages).toBe(0);
  });

  it('that nobody is bound for are kept with the reason, told once, and hold nothing up', async () => {
    const { deps, channel } = publishing();
    const queue = await peer.listen(EVENTS_EXCHANGE, 'incident.*');
    await channel.publish(eventsOf(6));
    await channel.publish(eventsOf(6));
    expect((await peer.drain(queue)).map(({ messageId }) => messageId)).toEqual([
      '2',
      '4',
      '6',
      '2',
      '4',
      '6',
    ]);
    const kept = await peer.drain(UNROUTED_QUEUE);
    expect(kept.map(({ messageId }) => messageId)).toEqual(['1', '3', '5', '1', '3', '5']);
    expect(kept[0]?.headers).toMatchObject({
      'x-helpdesk-reason': 'unroutable',
      'x-helpdesk-routing-key': 'servicerequest.opened',
    });
    expect(documentedPayload('servicerequest.opened')(JSON.parse(kept[0]?.body.toString()))).toEqual([]);
    await peer.listen(EVENTS_EXCHANGE, '#');
    await channel.publish(eventsOf(6));
    const told = linesOf(deps).filter(({ type }) => type !== undefined);
    expect(told).toMatchObject([
      { level: 40, code: 'unroutable', type: 'servicerequest.opened' },
      { level: 30, type: 'servicerequest.opened', unheard: 6 },
    ]);
  });

  it('that a full queue refuses are to be told again, and then come', async () => {
    const { channel } = publishing();
    const args = { 'x-max-length': 1, 'x-overflow': 'reject-publish' };
    const queue = await peer.listen(EVENTS_EXCHANGE, '#', args);
    await channel.publish(eventsOf(1));
    await expect(channel.publish(eventsOf(3))).rejects.toMatchObject({ name: 'NoAnswer', code: 'esb.nack' });
    await peer.drain(queue);
    await channel.publish(eventsOf(1));
    expect((await peer.drain(queue)).map(({ messageId }) => messageId)).toEqual(['1']);
  });

  it('that a broker short of memory takes no longer are to be told again, and then come', async () => {
    const { deps, channel } = publishing();
    const queue = await peer.listen(EVENTS_EXCHANGE, '#');
    await rabbit.control('set_vm_memory_high_watermark', 'absolute', '1MB');
    // The broker tells only him who publishes that it takes nothing.
    await expect(channel.publish(eventsOf(1))).rejects.toMatchObject({ name: 'NoAnswer' });
    expect(linesOf(deps)).toContainEqual(expect.objectContaining({ code: 'blocked' }));
    await expect(channel.publish(eventsOf(2))).rejects.toMatchObject({ name: 'NoAnswer' });
    await rabbit.control('set_vm_memory_high_watermark', 'absolute', '1GB');
    await vi.waitFor(() => channel.publish(eventsOf(3)), { timeout: 20_000 });
    const ids = (await peer.drain(queue)).map(({ messageId }) => messageId);
    // The first attempt was on its way when the broker stopped; what was refused later never left.
    expect(ids.slice(-3)).toEqual(['1', '2', '3']);
    expect(ids.length).toBeLessThanOrEqual(4);
  }, 60_000);

  it('are told again by the house when the broker died under them, and come when it is back', async () => {
    const { deps, channel } = publishing();
    await channel.publish(eventsOf(1));
    await rabbit.kill();
    await expect(channel.publish(eventsOf(3))).rejects.toMatchObject({ name: 'NoAnswer' });
    await rabbit.restart();
    await vi.waitFor(() => channel.publish(eventsOf(3)), { timeout: 40_000, interval: 200 });
    const kept = await peer.drain(UNROUTED_QUEUE);
    expect(kept.map(({ messageId }) => messageId).slice(-3)).toEqual(['1', '2', '3']);
    const told = linesOf(deps).filter(({ use }) => use === 'publish');
    expect(told.map(({ level }) => level)).toEqual([30, 40, 30]);
  }, 120_000);
});
