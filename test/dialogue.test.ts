import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createClient, type RequestRow } from '../scripts/smoke/client.ts';
import { dataFolder, type HouseProcess, startProcess } from './harness/process.ts';
import { type ChatMessage, type PlayedCustomer, playCustomer } from './harness/simulator.ts';

const WITHIN = { timeout: 15_000, interval: 100 };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let house: HouseProcess;
let client: Client;
const data = dataFolder();

beforeAll(async () => {
  house = await startProcess({ env: { HELPDESK_DATA: data.path } });
  client = createClient(house.base);
});
afterAll(async () => {
  expect(await house.stop()).toBe(0);
  data.remove();
});

async function saw(customer: PlayedCustomer, words: RegExp): Promise<ChatMessage> {
  let found: ChatMessage | undefined;
  await expect
    .poll(async () => {
      found = (await customer.chat()).findLast((each) => words.test(each.text ?? ''));
      return found !== undefined;
    }, WITHIN)
    .toBe(true);
  if (!found) throw new Error('seen and gone');
  return found;
}
async function requestOf(phone: string, condition: (request: RequestRow) => boolean): Promise<RequestRow> {
  let found: RequestRow | undefined;
  await expect
    .poll(async () => {
      const query = new URLSearchParams({ phone });
      const { items } = await client.get<{ items: RequestRow[] }>(`/service-requests?${query}`);
      found = items.find(condition);
      return found !== undefined;
    }, WITHIN)
    .toBe(true);
  if (!found) throw new Error('found and gone');
  return found;
}
/** Walks the incident along its process to its end. */
async function solve(incidentId: string, steps: string[]): Promise<void> {
  for (const step of steps) {
    const response = await client.post(`/incidents/${incidentId}/move`, { step });
    expect(response.status, await response.clone().text()).toBe(200);
  }
}

describe('a conversation with the bot', () => {
  const phone = '+79160000021';
  let customer: PlayedCustomer;
  let request: RequestRow;

  it('greets, lets him choose the service, asks for his number, and is one request', async () => {
    customer = await playCustomer(house.base, phone);
    await customer.say('/start');
    await customer.press(await saw(customer, /услугу/), 'Нет доступа в интернет');
    await saw(customer, /поделитесь, пожалуйста, своим номером|номер/);
    await customer.say('Не работает');
    await customer.say('с самого утра');
    await customer.shareContact();
    await saw(customer, /Спасибо/);
    request = await requestOf(phone, (each) => each.incidentId !== null);
    expect(request).toMatchObject({
      serviceId: 'svc-internet',
      customerId: 'cust-0021',
      status: 'IN_PROGRESS',
    });
    expect(await client.orders(request.id)).toHaveLength(1);
    expect(request.contactIds).toHaveLength(4);
  });

  it('keeps the photo he sends, and gives it to an agent as what it is', async () => {
    await customer.sendPhoto(PNG, 'Вот роутер');
    const path = `/service-requests/${request.id}/attachments`;
    let attachment: { id: string; state: string; mimeType: string } | undefined;
    await expect
      .poll(async () => {
        [attachment] = (await client.get<{ items: (typeof attachment)[] }>(path)).items;
        return attachment?.state;
      }, WITHIN)
      .toBe('STORED');
    expect(attachment?.mimeType).toBe('image/png');
  });

  it('tells him what he has open', async () => {
    await customer.say('/status');
    expect((await saw(customer, /открытые обращения/)).text).toContain(request.number);
  });

  it('brings him the agent’s question, whose answer joins the request', async () => {
    const asked = { kind: 'question', text: 'Какого цвета лампочка?' };
    expect((await client.post(`/service-requests/${request.id}/replies`, asked)).status).toBe(201);
    await saw(customer, /Какого цвета лампочка\?/);
    await customer.say('Красная');
    await expect
      .poll(
        async () => (await client.get<RequestRow>(`/service-requests/${request.id}`)).contactIds.length,
        WITHIN,
      )
      .toBe(6);
  });

  it('ends with a rating', async () => {
    await solve(request.incidentId ?? '', ['diagnose', 'resolved']);
    await customer.press(await saw(customer, /закрыто/), '5');
    await expect
      .poll(
        async () => (await client.get<{ rating: number }>(`/service-requests/${request.id}`)).rating,
        WITHIN,
      )
      .toBe(5);
    const { items } = await client.get<{ items: RequestRow[] }>(
      `/service-requests?${new URLSearchParams({ phone })}`,
    );
    expect(items).toHaveLength(1);
  });
});

describe('a customer who has blocked the bot', () => {
  it('is told by SMS, with the delivery on record', async () => {
    const phone = '+79160000022';
    const customer = await playCustomer(house.base, phone);
    await customer.shareContact();
    await customer.say('Не работает интернет');
    const { id, number } = await requestOf(phone, (each) => each.incidentId !== null);
    await customer.block();
    await client.post(`/service-requests/${id}/replies`, { text: 'Мастер едет' });
    await expect.poll(async () => (await customer.sms()).join(), WITHIN).toContain('Мастер едет');
    const notices = async () =>
      (
        await client.get<{ items: { channel: string; template: string; state: string }[] }>(
          `/service-requests/${id}/notices`,
        )
      ).items.filter((each) => each.template === 'reply');
    await expect.poll(notices, WITHIN).toMatchObject([
      { channel: 'telegram', state: 'FAILED' },
      { channel: 'sms', state: 'DELIVERED' },
    ]);
    expect(number).toMatch(/^SR-/);
  });
});

describe('a call nobody answered', () => {
  it('is a callback task until we have talked to him', async () => {
    const phone = '+79160000023';
    const event = (fields: Record<string, string>) =>
      fetch(`${house.base}/channels/cti/dev-cti`, { method: 'POST', body: new URLSearchParams(fields) });
    const incoming = {
      direction: 'in',
      from: phone,
      to: '74950000000',
      callId: 'missed-1',
      queue: 'internet',
    };
    await event({ ...incoming, event: 'newCall' });
    const { id } = await requestOf(phone, (each) => each.incidentId !== null);
    await event({ ...incoming, event: 'hangup', cause: 'cancel' });
    const due = async () =>
      (await client.get<{ callbackDue: boolean }>(`/service-requests/${id}`)).callbackDue;
    await expect.poll(due, WITHIN).toBe(true);
    const card = await client.get<object>(`/cti/lookup?${new URLSearchParams({ phone: '8 916 000-00-23' })}`);
    expect(card).toMatchObject({ customerId: 'cust-0023', openRequests: [{ id }], fresh: true });
    const outgoing = { direction: 'out', from: '101', to: phone, callId: 'back-1', user: '101' };
    await event({ ...outgoing, event: 'newCall' });
    await event({ ...outgoing, event: 'answer', answeringNumber: '101' });
    await expect.poll(due, WITHIN).toBe(false);
    const { items } = await client.get<{ items: object[] }>(`/service-requests/${id}/calls`);
    expect(items).toMatchObject([
      { direction: 'in', missed: true },
      { direction: 'out', state: 'answered' },
    ]);
  });
});
