import { expect, test } from 'vitest';
import { createCatalogue } from './index.ts';

interface Specification {
  id: string;
  name: string;
  specCharacteristic: { name: string; characteristicValueSpecification: { value: string }[] }[];
}

const app = createCatalogue('http://localhost/catalogue');

test('every service names its work group, its process and its English name', async () => {
  const response = await app.request('/serviceSpecification');
  const items = (await response.json()) as Specification[];
  expect(response.headers.get('x-total-count')).toBe('9');
  const table = items.map((item) => [
    item.id,
    ...['workGroup', 'businessProcess'].map(
      (name) =>
        item.specCharacteristic.find((entry) => entry.name === name)?.characteristicValueSpecification[0]
          ?.value,
    ),
  ]);
  expect(table).toEqual([
    ['svc-internet', 'internet', 'fault'],
    ['svc-mobile', 'mobile', 'fault'],
    ['svc-tv', 'internet', 'fault'],
    ['svc-phone', 'first-line', 'fault'],
    ['svc-billing', 'billing', 'question'],
    ['svc-connect', 'sales', 'connection'],
    ['svc-roaming', 'mobile', 'question'],
    ['svc-general', 'first-line', 'question'],
    ['svc-refused', 'first-line', 'question'],
  ]);
});

test('a page of the list', async () => {
  const response = await app.request('/serviceSpecification?offset=8&limit=5&fields=name');
  expect(await response.json()).toEqual([
    {
      id: 'svc-refused',
      href: 'http://localhost/catalogue/serviceSpecification/svc-refused',
      name: 'Услуга, в которой отказано',
    },
  ]);
});

test('one service, and one that is not there', async () => {
  const found = await app.request('/serviceSpecification/svc-internet');
  expect(await found.json()).toMatchObject({
    id: 'svc-internet',
    name: 'Нет доступа в интернет',
    lifecycleStatus: 'active',
  });
  const missing = await app.request('/serviceSpecification/svc-nothing');
  expect(missing.status).toBe(404);
  expect(await missing.json()).toMatchObject({ code: 'SERVICE_NOT_FOUND', status: '404' });
});
