import { randomInt, randomUUID } from 'node:crypto';

/** One contact as its sender would deliver it, and how the journal will know it. */
export interface Delivery {
  channel: string;
  externalId: string;
  request: { path: string; headers: Record<string, string>; body: string };
}

/** Secrets of the instance under test, by the names of its settings; the embedded stack's where absent. */
export interface Secrets {
  cti: string;
  sms: string;
  telegram: string;
  esb: string;
}

export function secretsFrom(env: Record<string, string | undefined>): Secrets {
  return {
    cti: env.CTI_TOKEN || 'dev-cti',
    sms: env.SMS_GATEWAY_TOKEN || 'dev-sms',
    telegram: env.TELEGRAM_WEBHOOK_SECRET || 'dev-telegram',
    esb: env.ESB_TOKEN || 'dev-esb',
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** A call to the hotline from `phone`. */
export function call(secrets: Secrets, phone: string, queue = 'internet'): Delivery {
  const callId = randomUUID();
  const body = JSON.stringify({
    event: 'newCall',
    from: phone,
    to: '74950000000',
    direction: 'in',
    callId,
    queue,
  });
  return {
    channel: 'cti',
    externalId: callId,
    request: { path: `/channels/cti/${secrets.cti}`, headers: JSON_TYPE, body },
  };
}

/** A text message from `phone`. */
export function sms(secrets: Secrets, phone: string, text: string): Delivery {
  const id = randomUUID();
  const body = new URLSearchParams({ id, from: phone, to: '1234', text, charset: 'UTF-8' }).toString();
  return {
    channel: 'sms',
    externalId: id,
    request: {
      path: '/channels/sms/kannel',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-gateway-token': secrets.sms },
      body,
    },
  };
}

/** A person's own number, shared with the bot in a private chat. */
export function telegramContact(secrets: Secrets, phone: string, chatId = randomInt(1e9, 4e9)): Delivery {
  const contact = { phone_number: phone, first_name: 'Проверка', user_id: chatId };
  return telegramUpdate(secrets, chatId, { contact });
}

/** A text written to the bot. */
export function telegramText(secrets: Secrets, text: string, chatId: number): Delivery {
  return telegramUpdate(secrets, chatId, { text });
}

function telegramUpdate(secrets: Secrets, chatId: number, content: object): Delivery {
  const updateId = randomInt(1, 2 ** 31);
  const message = {
    message_id: randomInt(1, 1e6),
    date: Math.floor(Date.now() / 1000),
    chat: { id: chatId, type: 'private', first_name: 'Проверка' },
    from: { id: chatId, is_bot: false, first_name: 'Проверка', language_code: 'ru' },
    ...content,
  };
  return {
    channel: 'telegram',
    externalId: String(updateId),
    request: {
      path: '/channels/telegram/webhook',
      headers: { ...JSON_TYPE, 'x-telegram-bot-api-secret-token': secrets.telegram },
      body: JSON.stringify({ update_id: updateId, message }),
    },
  };
}

/** A contact another system passes on over the bus. */
export function busEvent(secrets: Secrets, phone: string, text: string, serviceId?: string): Delivery {
  const id = randomUUID();
  const data = { phone, text, ...(serviceId === undefined ? {} : { serviceId }) };
  const event = { specversion: '1.0', type: 'helpdesk.contact.v1', source: '/smoke', id, data };
  return {
    channel: 'esb',
    externalId: id,
    request: {
      path: '/channels/esb/events',
      headers: { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${secrets.esb}` },
      body: JSON.stringify(event),
    },
  };
}
