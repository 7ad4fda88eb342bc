import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { faultyFields } from '../../edge/problem.fixture.ts';
import { esb } from '../index.ts';
import notification from '../payloads/order-state.json' with { type: 'json' };

function open() {
  const deps = recordDeps();
  const { routes } = esb.create({ ESB_TOKEN: 'dev-esb' }, deps);
  const notify = (body: unknown, authorization = 'Bearer dev-esb', query = '') =>
    routes.request(`/tmf641/listener/serviceOrderStateChangeEvent${query}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization, 'content-type': 'application/json' },
    });
  return { deps, notify };
}

describe('the listener of TMF641', () => {
  it('records the state, once however often it is told, and answers as the specification has it', async () => {
    const { deps, notify } = open();
    for (let times = 0; times < 2; times += 1) {
      const response = await notify(notification);
      expect(response.status).toBe(201);
      expect(await response.json()).toEqual({
        id: 'tmf641',
        callback: 'https://helpdesk.example/channels/esb/tmf641/listener/serviceOrderStateChangeEvent',
      });
    }
    expect(deps.order).toEqual(['orderState', 'orderState']);
    expect(deps.orderStates).toEqual([
      {
        source: 'tmf641',
        eventId: '00001',
        orderId: '42',
        state: 'completed',
        at: new Date('2025-11-24T07:15:30.512Z'),
      },
    ]);
  });

  it('refuses what has no id, no order or no state, and names it', async () => {
    const { deps, notify } = open();
    const { serviceOrder } = notification.event;
    const changes = {
      eventId: { eventId: undefined },
      'event.serviceOrder.id': { event: { serviceOrder: { ...serviceOrder, id: '' } } },
      'event.serviceOrder.state': { event: { serviceOrder: { ...serviceOrder, state: ' ' } } },
      eventType: { eventType: 'ServiceOrderDeleteEvent' },
      timeOcurred: { timeOcurred: 'soon' },
    };
    for (const [field, change] of Object.entries(changes)) {
      expect(await faultyFields(await notify({ ...notification, ...change }))).toEqual([field]);
    }
    expect(await faultyFields(await notify([notification]))).toEqual(['(body)']);
    expect(deps.orderStates).toEqual([]);
  });

  it('takes the bearer token only, not one in the address', async () => {
    const { deps, notify } = open();
    expect((await notify(notification, '', '?token=dev-esb')).status).toBe(401);
    expect((await notify(notification, 'Bearer dev-es')).status).toBe(401);
    expect(deps.orderStates).toEqual([]);
  });

  it('asks to come again while the store is down', async () => {
    const { deps, notify } = open();
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    const response = await notify(notification);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  });
});
