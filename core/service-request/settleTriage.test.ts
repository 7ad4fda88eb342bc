import { afterAll, beforeAll, expect, it } from 'vitest';
import { as, openWorkHouse, type WorkHouse } from '../incident/work.fixture.ts';
import { settleTriage } from './settleTriage.ts';

let house: WorkHouse;
beforeAll(async () => {
  house = await openWorkHouse();
});
afterAll(() => house.close());

it('whoever is second with the same half is told, and replaces nothing', async () => {
  const requestId = await house.request({
    status: 'TRIAGE',
    triage_reasons: ['CUSTOMER_UNKNOWN', 'SERVICE_UNKNOWN'],
    customer_id: null,
    service_id: null,
    order_id: null,
  });
  const seen = { customerId: null, serviceId: null };
  await settleTriage(house.ctx, as('anna'), { requestId, customerId: 'c-1', seen });
  const second = settleTriage(house.ctx, as('gleb'), { requestId, customerId: 'c-2', seen });
  await expect(second).rejects.toMatchObject({ code: 'servicerequest.settled' });
  expect(await house.readRequest(requestId)).toMatchObject({ customer_id: 'c-1', settled_by: 'anna' });
  const [event] = await house.events(requestId, 'servicerequest.triaged');
  expect(event?.data).toEqual({ reasons: ['SERVICE_UNKNOWN'], customerId: 'c-1', serviceId: null });
  // Who sees what stands may correct it, and the other half counts whoever names it.
  await settleTriage(house.ctx, as('gleb'), {
    requestId,
    customerId: 'c-2',
    seen: { ...seen, customerId: 'c-1' },
  });
  await settleTriage(house.ctx, as('anna'), { requestId, serviceId: 'svc', seen });
  expect(await house.readRequest(requestId)).toMatchObject({
    customer_id: 'c-2',
    service_id: 'svc',
    status: 'ORDERING',
  });
});
