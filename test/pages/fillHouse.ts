import noChat from '../../channels/telegram/payloads/corpus/poison-no-chat.json' with { type: 'json' };
import { type Client, createClient } from '../../scripts/smoke/client.ts';
import { busEvent, call, secretsFrom, sms, telegramText } from '../../scripts/smoke/deliveries.ts';
import type { Made } from '../access/row.ts';

const WITHIN_MS = 20_000;

/** Lets customers write and call, so that no page is empty. @param base of a running house with its sandbox. */
export async function fillHouse(base: string): Promise<Made> {
  const client = createClient(base);
  const secrets = secretsFrom({});
  const first = sms(secrets, '8 (916) 000-00-07', 'Третий день нет интернета, роутер мигает красным');
  const twins = sms(secrets, '+79160000099', 'Интернет не работает с утра, помогите пожалуйста');
  const rest = [
    call(secrets, '+79160000012'),
    call(secrets, 'anonymous'),
    telegramText(secrets, 'Сколько стоит роуминг в Казахстане?', 500_001),
    busEvent(secrets, '+79160000031', 'Двойное списание за ноябрь', 'svc-billing'),
    // A word no line can hold, and a text no row can.
    sms(secrets, '+79160000044', `${'ё'.repeat(90)} ${'Очень длинная жалоба на интернет. '.repeat(40)}`),
  ];
  for (const delivery of [first, twins, ...rest]) await client.deliver(delivery);
  const work = await client.follow(first, (each) => each.incidentId !== null, WITHIN_MS);
  const triage = await client.follow(twins, (each) => each.status === 'TRIAGE', WITHIN_MS);
  const { incidentId } = work;
  if (incidentId === null) throw new Error('the first request has no incident');
  await client.post(`/incidents/${incidentId}/move`, { step: 'diagnose' });
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

/** @returns the id of a mass incident that goes on. */
async function declare(client: Client): Promise<string> {
  const answer = await client.post('/mass-incidents', {
    serviceId: 'svc-internet',
    title: 'Авария на магистрали',
    area: null,
    told: { ru: 'Чиним до вечера', en: '' },
  });
  return ((await answer.json()) as { id: string }).id;
}
