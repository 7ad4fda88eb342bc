import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '../scripts/smoke/client.ts';
import { busEvent, call, secretsFrom, sms, telegramContact } from '../scripts/smoke/deliveries.ts';
import { dataFolder, type HouseProcess, startProcess } from './harness/process.ts';

const secrets = secretsFrom({});
const data = dataFolder();
let house: HouseProcess | undefined;

afterEach(async () => {
  await house?.stop();
  data.remove();
});

describe('kill -9 of the process right after the acknowledgement', () => {
  it('loses nothing and doubles nothing, however often it happens', async () => {
    const deliveries = [];
    for (const round of [1, 2, 3]) {
      house = await startProcess({ env: { HELPDESK_DATA: data.path } });
      const client = createClient(house.base);
      const batch = [
        call(secrets, `+7916000010${round}`),
        sms(secrets, `+7916000011${round}`, 'Нет связи'),
        telegramContact(secrets, `+7916000012${round}`),
        busEvent(secrets, `+7916000013${round}`, 'Нет связи'),
      ];
      const answers = await Promise.all(batch.map((each) => client.deliver(each)));
      await house.kill();
      expect(answers.map((each) => each.ok)).toEqual([true, true, true, true]);
      deliveries.push(...batch);
    }
    house = await startProcess({ env: { HELPDESK_DATA: data.path } });
    const client = createClient(house.base);
    for (const delivery of deliveries) {
      const request = await client.follow(delivery, (each) => each.incidentId !== null, 40_000);
      expect(await client.orders(request.id)).toHaveLength(1);
      expect(await client.contact(delivery)).toMatchObject({ state: 'WORKED', duplicates: 0 });
    }
    const incidents = await client.get<{ items: unknown[] }>('/incidents?limit=200');
    expect(incidents.items).toHaveLength(deliveries.length);
  }, 120_000);
});
