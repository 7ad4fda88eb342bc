import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../core/events.ts';
import { recordDeps } from '../edge/deps.fixture.ts';
import { toCloudEvent } from './amqp/toCloudEvent.ts';
import { CONTACTS_QUEUE, DEAD_QUEUE, UNROUTED_QUEUE } from './amqp/topology.ts';
import { asyncApi, documentedPayload, faultsOfDocument } from './asyncapi.fixture.ts';
import { orderStateEvent } from './bus.fixture.ts';
import { esb } from './index.ts';
import notification from './payloads/order-state.json' with { type: 'json' };
import structured from './payloads/structured.json' with { type: 'json' };

const event = {
  id: '1',
  at: new Date('2025-11-24T07:15:30.250Z'),
  actor: 'system',
  contactId: null,
  serviceRequestId: 'r1',
  incidentId: null,
  data: {},
};

describe('docs/asyncapi.yaml', () => {
  it('is an AsyncAPI 3.0 document whose references lead somewhere', () => {
    expect(faultsOfDocument()).toEqual([]);
    const references = JSON.stringify(asyncApi).matchAll(/"\$ref":"#\/([^"]+)"/g);
    for (const [, path] of references) {
      const found = path?.split('/').reduce<unknown>((node, key) => {
        return typeof node === 'object' && node !== null
          ? Object.entries(node).find(([name]) => name === key)?.[1]
          : undefined;
      }, asyncApi);
      expect(found, path).toBeDefined();
    }
  });

  it('has a message for every event of the house, and none besides', () => {
    const { messages } = asyncApi.channels.events ?? {};
    expect(Object.keys(messages ?? {}).sort()).toEqual([...EVENT_TYPES].sort());
    for (const type of EVENT_TYPES) {
      expect(asyncApi.components.messages[type]?.name).toBe(`helpdesk.${type}.v1`);
      const payload = JSON.parse(JSON.stringify(toCloudEvent({ ...event, type }, '/helpdesk')));
      expect(documentedPayload(type)(payload)).toEqual([]);
      expect(documentedPayload(type)({ ...payload, type: 'helpdesk.other.v1' })).not.toEqual([]);
      expect(documentedPayload(type)({ ...payload, data: {} })).not.toEqual([]);
    }
  });

  it('names the queues there are', () => {
    const addresses = Object.values(asyncApi.channels).map(({ address }) => address);
    expect(addresses).toEqual(expect.arrayContaining([CONTACTS_QUEUE, DEAD_QUEUE, UNROUTED_QUEUE]));
  });

  it('describes what the channel takes, and refuses what it refuses', async () => {
    const { routes } = esb.create({ ESB_TOKEN: 'dev-esb' }, recordDeps());
    const post = async (path: string, body: unknown, type: string) => {
      const headers = { authorization: 'Bearer dev-esb', 'content-type': type };
      return (await routes.request(path, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    };
    const cases: [message: string, path: string, good: unknown, bad: unknown[]][] = [
      [
        'contact',
        '/events',
        structured,
        [
          { ...structured, id: '' },
          { ...structured, type: 'other' },
          { ...structured, data: { text: 'x' } },
          { ...structured, data: { phone: '1', text: 7 } },
        ],
      ],
      [
        'orderState',
        '/events',
        orderStateEvent('1', 'o1', 'completed'),
        [
          { ...orderStateEvent('1', 'o1', 'completed'), data: { event: {} } },
          orderStateEvent('1', '', 'completed'),
        ],
      ],
      [
        'orderStateNotification',
        '/tmf641/listener/serviceOrderStateChangeEvent',
        notification,
        [
          { ...notification, eventId: undefined },
          { ...notification, event: {} },
        ],
      ],
    ];
    for (const [message, path, good, bad] of cases) {
      const type = path === '/events' ? 'application/cloudevents+json' : 'application/json';
      const isDocumented = documentedPayload(message);
      expect(isDocumented(good)).toEqual([]);
      expect(await post(path, good, type)).toBeLessThan(300);
      for (const each of bad) {
        expect(isDocumented(JSON.parse(JSON.stringify(each)))).not.toEqual([]);
        expect(await post(path, each, type)).toBe(400);
      }
    }
  });
});
