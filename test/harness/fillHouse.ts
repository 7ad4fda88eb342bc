import noChat from '../../channels/telegram/payloads/corpus/poison-no-chat.json' with { type: 'json' };
import { type Client, createClient } from '../../scripts/smoke/client.ts';
import { type Delivery, secretsFrom, sms } from '../../scripts/smoke/deliveries.ts';
import type { Made } from '../access/row.ts';
import { type Story, tellStories } from './stories.ts';

const WITHIN_MS = 30_000;

/**
 * Lets customers write and call and agents work on it, so that no page is empty.
 * @param base of a running house with its sandbox.
 * @param more that customers send besides.
 * @returns the ids of what addresses need.
 */
export async function fillHouse(base: string, more: Delivery[] = []): Promise<Made> {
  const client = createClient(base);
  const secrets = secretsFrom({});
  const first = sms(
    secrets,
    '8 (916) 000-00-07',
    'Третий день нет интернета, роутер мигает красным. Когда почините?',
  );
  const twins = sms(
    secrets,
    '+79160000099',
    'Здравствуйте! Интернет не работает с утра, помогите пожалуйста',
  );
  const stories = tellStories(secrets);
  // One after the other: their numbers tell who came when.
  for (const { delivery } of stories) await client.deliver(delivery);
  for (const delivery of [first, twins, ...more]) await client.deliver(delivery);
  const work = await client.follow(first, (each) => each.incidentId !== null, WITHIN_MS);
  const triage = await client.follow(twins, (each) => each.status === 'TRIAGE', WITHIN_MS);
  const { incidentId } = work;
  if (incidentId === null) throw new Error('the first request has no incident');
  await obeyed(client.post(`/incidents/${incidentId}/move`, { step: 'diagnose' }));
  await talk(client, work.id, 'Здравствуйте! Видим обрыв на линии, бригада выезжает сегодня до 18:00.');
  await client.deliver(sms(secrets, '8 (916) 000-00-07', 'Спасибо, буду дома после 17'));
  for (const story of stories) await follow(client, story);
  const aside = await putAside(client, secrets.telegram);
  const { rules } = await client.get<{ rules: { id: string }[] }>('/routing-rules');
  return {
    asideId: aside,
    ruleId: rules[0]?.id ?? '',
    massIncidentId: await declare(client),
    requestId: work.id,
    incidentId,
    triageId: triage.id,
    customerId: work.customerId ?? '',
    contactId: work.contactIds[0] ?? '',
    processId: 'fault',
  };
}

/** Takes a story's incident as far as it has come. */
async function follow(client: Client, { delivery, steps, priority, answer }: Story): Promise<void> {
  if (steps.length === 0 && priority === undefined) return;
  const { id, incidentId } = await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
  if (priority) await obeyed(client.post(`/incidents/${incidentId}/priority`, { priority }));
  if (answer) await talk(client, id, answer);
  for (const step of steps) await obeyed(client.post(`/incidents/${incidentId}/move`, { step }));
}

async function talk(client: Client, requestId: string, text: string): Promise<void> {
  await obeyed(client.post(`/service-requests/${requestId}/replies`, { kind: 'reply', text }));
}

async function obeyed(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  return response;
}

/** A message of no chat, which nobody can answer. @returns the id of the contact it is kept as. */
async function putAside(client: Client, secret: string): Promise<string> {
  await client.deliver({
    channel: 'telegram',
    externalId: String(noChat.update_id),
    request: {
      path: '/channels/telegram/webhook',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      body: JSON.stringify(noChat),
    },
  });
  const { items } = await client.get<{ items: { id: string }[] }>('/contacts?state=QUARANTINED');
  return items[0]?.id ?? '';
}

/** @returns the id of a mass incident that goes on; its service is not that of most. */
async function declare(client: Client): Promise<string> {
  const answer = await obeyed(
    client.post('/mass-incidents', {
      serviceId: 'svc-tv',
      title: 'Нет сигнала телевидения, узел «Северный»',
      area: null,
      told: { ru: 'Чиним узел связи, закончим к 22:00', en: '' },
    }),
  );
  return ((await answer.json()) as { id: string }).id;
}
