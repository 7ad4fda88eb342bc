import { createHash } from 'node:crypto';
import twilio from 'twilio';
import { type HttpDelivery, type HttpSender, httpPeer } from './httpPeer.ts';
import type { ContractCase, HouseUnderTest, Touch } from './peer.ts';
import { SECRETS } from './secrets.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const withHeader = (delivery: HttpDelivery, name: string, value: string): HttpDelivery => ({
  ...delivery,
  headers: { ...delivery.headers, [name]: value },
});

/** Telegram numbers its updates: a touch's number is made of its id. */
function updateId(touch: Touch): number {
  return Number.parseInt(createHash('sha256').update(touch.id).digest('hex').slice(0, 12), 16) % 2 ** 31;
}

/** An update as Telegram writes it: a person's words, in a chat as his phone is. */
function updateOf(touch: Touch) {
  const id = Number(touch.phone.replace(/\D/g, ''));
  return {
    update_id: updateId(touch),
    message: {
      message_id: 1,
      date: Math.floor(Date.now() / 1000),
      chat: { id, type: 'private', first_name: 'Клиент' },
      from: { id, is_bot: false, first_name: 'Клиент', language_code: 'ru' },
      text: touch.text,
    },
  };
}

/** A contact as another system puts it on the bus. */
function contactEvent(touch: Touch) {
  const { id, phone, text } = touch;
  return { specversion: '1.0', type: 'helpdesk.contact.v1', source: '/contract', id, data: { phone, text } };
}

function signedByTwilio(path: string, fields: Record<string, string>, house: HouseUnderTest): HttpDelivery {
  const signature = twilio.getExpectedTwilioSignature(SECRETS.twilio, house.base + path, fields);
  return { path, headers: { ...FORM_TYPE, 'x-twilio-signature': signature }, body: form(fields) };
}
const forgeTwilio = (delivery: HttpDelivery) => withHeader(delivery, 'x-twilio-signature', 'bm90IHlvdXJz');

function signedByMango(event: object | string): HttpDelivery {
  const json = typeof event === 'string' ? event : JSON.stringify(event);
  const sign = createHash('sha256')
    .update(SECRETS.mangoKey + json + SECRETS.mangoSalt)
    .digest('hex');
  return {
    path: `/channels/cti/${SECRETS.cti}/mango/events/call`,
    headers: FORM_TYPE,
    body: form({ vpbx_api_key: SECRETS.mangoKey, sign, json }),
  };
}

const zammad: HttpSender = {
  write: ({ id, phone, text }) => ({
    path: `/channels/cti/${SECRETS.cti}`,
    headers: JSON_TYPE,
    body: JSON.stringify({ event: 'newCall', direction: 'in', callId: id, from: phone, to: '1234', text }),
  }),
  forge: (delivery) => ({ ...delivery, path: '/channels/cti/guess' }),
  malformed: () => ({ path: `/channels/cti/${SECRETS.cti}`, headers: JSON_TYPE, body: '{"event":"newCall"' }),
};

const twilioVoice: HttpSender = {
  write: ({ id, phone, text }, house) =>
    signedByTwilio(
      `/channels/cti/${SECRETS.cti}/twilio`,
      {
        CallSid: id,
        From: phone,
        To: '+74950000000',
        CallStatus: 'ringing',
        Direction: 'inbound',
        CallerName: text,
      },
      house,
    ),
  forge: forgeTwilio,
  malformed: (house) =>
    signedByTwilio(`/channels/cti/${SECRETS.cti}/twilio`, { From: '+79160000001' }, house),
};

const mango: HttpSender = {
  write: ({ id, phone, text }) =>
    signedByMango({
      entry_id: id,
      call_id: `${id}-1`,
      timestamp: Math.floor(Date.now() / 1000),
      seq: 1,
      call_state: 'Appeared',
      location: 'ivr',
      from: { number: phone.replace('+', '') },
      to: { number: '74950000000', line_number: '74950000000' },
      sip_headers: text,
    }),
  forge: (delivery) => ({ ...delivery, body: (delivery.body ?? '').replace(/sign=\w{8}/, 'sign=00000000') }),
  malformed: () => signedByMango('{"entry_id":'),
};

const kannel: HttpSender = {
  write: ({ id, phone, text }) => ({
    path: '/channels/sms/kannel',
    headers: { ...FORM_TYPE, 'x-gateway-token': SECRETS.sms },
    body: form({ id, from: phone, to: '1234', text, charset: 'UTF-8', smsc: 'contract' }),
  }),
  forge: (delivery) => withHeader(delivery, 'x-gateway-token', 'guess'),
  malformed: () => ({
    path: '/channels/sms/kannel',
    headers: { ...FORM_TYPE, 'x-gateway-token': SECRETS.sms },
    body: form({ from: '+79160000001', text: 'no id' }),
  }),
};

const twilioSms: HttpSender = {
  write: ({ id, phone, text }, house) =>
    signedByTwilio(
      '/channels/sms/twilio',
      { MessageSid: id, From: phone, To: '+74950000000', Body: text, AccountSid: SECRETS.twilioAccount },
      house,
    ),
  forge: forgeTwilio,
  malformed: (house) =>
    signedByTwilio(
      '/channels/sms/twilio',
      { From: '+79160000001', AccountSid: SECRETS.twilioAccount },
      house,
    ),
};

const webhook: HttpSender = {
  write: (touch) => ({
    path: '/channels/telegram/webhook',
    headers: { ...JSON_TYPE, 'x-telegram-bot-api-secret-token': SECRETS.telegram },
    body: JSON.stringify(updateOf(touch)),
  }),
  forge: (delivery) => withHeader(delivery, 'x-telegram-bot-api-secret-token', 'guess'),
  malformed: () => ({
    path: '/channels/telegram/webhook',
    headers: { ...JSON_TYPE, 'x-telegram-bot-api-secret-token': SECRETS.telegram },
    body: '[]',
  }),
  externalId: (touch) => String(updateId(touch)),
};

const bus: HttpSender = {
  write: (touch) => ({
    path: '/channels/esb/events',
    headers: { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${SECRETS.esb}` },
    body: JSON.stringify(contactEvent(touch)),
  }),
  forge: (delivery) => withHeader(delivery, 'authorization', 'Bearer guess'),
  malformed: () => ({
    path: '/channels/esb/events',
    headers: { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${SECRETS.esb}` },
    body: JSON.stringify({ specversion: '1.0', type: 'helpdesk.contact.v1', source: '/contract' }),
  }),
};

const over = (name: string, channel: string, sender: HttpSender): ContractCase => ({
  name,
  channel,
  connect: async (house) => httpPeer(house, sender),
});

/** Every way in over HTTP. */
export const httpCases: ContractCase[] = [
  over('CTI, Zammad generic', 'cti', zammad),
  over('CTI, Twilio Voice', 'cti', twilioVoice),
  over('CTI, Mango Office', 'cti', mango),
  over('SMS, Kannel', 'sms', kannel),
  over('SMS, Twilio', 'sms', twilioSms),
  over('Telegram, webhook', 'telegram', webhook),
  over('ESB, CloudEvents over HTTP', 'esb', bus),
];
