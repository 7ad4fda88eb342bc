import { DEV_SECRETS, sandboxSettings } from '../../settings.ts';

export interface Example {
  title: { ru: string; en: string };
  command: string;
}

/**
 * Commands that play the outside: one contact on each channel, and the API. Ids come from the clock, so that each run
 * is a new contact.
 * @param publicUrl the house's own address.
 */
export function examplesOf(publicUrl: string): Example[] {
  const { CTI_TOKEN, SMS_GATEWAY_TOKEN, TELEGRAM_WEBHOOK_SECRET, ESB_TOKEN } = DEV_SECRETS;
  const json = `-H 'Content-Type: application/json'`;
  const issuer = sandboxSettings(publicUrl).OIDC_ISSUER;
  return [
    {
      title: { ru: 'Звонок: вызов в очередь «internet»', en: 'Call: it rings in the queue “internet”' },
      command: `curl ${publicUrl}/channels/cti/${CTI_TOKEN} \\
  -d event=newCall -d direction=in -d callId=call-$(date +%s) \\
  -d from=79160000042 -d to=74950000000 -d queue=internet`,
    },
    {
      title: { ru: 'SMS через Kannel', en: 'SMS by way of Kannel' },
      command: `curl -G ${publicUrl}/channels/sms/kannel \\
  -H 'X-Gateway-Token: ${SMS_GATEWAY_TOKEN}' \\
  -d id=sms-$(date +%s) -d to=1234 -d smsc=demo -d charset=UTF-8 \\
  --data-urlencode 'from=+79160000007' \\
  --data-urlencode 'text=Вопрос по счёту за прошлый месяц'`,
    },
    {
      title: { ru: 'Telegram: сообщение боту', en: 'Telegram: a message to the bot' },
      command: `curl ${publicUrl}/channels/telegram/webhook \\
  ${json} \\
  -H 'X-Telegram-Bot-Api-Secret-Token: ${TELEGRAM_WEBHOOK_SECRET}' \\
  -d '{"update_id":'$(date +%s)',"message":{"message_id":1,"date":'$(date +%s)',
    "from":{"id":700042,"is_bot":false,"first_name":"Клиент"},
    "chat":{"id":700042,"type":"private","first_name":"Клиент"},
    "text":"Не работает интернет"}}'`,
    },
    {
      title: { ru: 'Telegram: клиент делится своим номером', en: 'Telegram: the customer shares his number' },
      command: `curl ${publicUrl}/channels/telegram/webhook \\
  ${json} \\
  -H 'X-Telegram-Bot-Api-Secret-Token: ${TELEGRAM_WEBHOOK_SECRET}' \\
  -d '{"update_id":'$(date +%s)',"message":{"message_id":2,"date":'$(date +%s)',
    "from":{"id":700042,"is_bot":false,"first_name":"Клиент"},
    "chat":{"id":700042,"type":"private","first_name":"Клиент"},
    "contact":{"phone_number":"79160000042","first_name":"Клиент","user_id":700042}}}'`,
    },
    {
      title: { ru: 'Шина (CloudEvents)', en: 'Bus (CloudEvents)' },
      command: `curl ${publicUrl}/channels/esb/events \\
  -H 'Authorization: Bearer ${ESB_TOKEN}' \\
  -H 'Content-Type: application/cloudevents+json' \\
  -d '{"specversion":"1.0","id":"evt-'$(date +%s)'","source":"/billing",
    "type":"helpdesk.contact.v1","datacontenttype":"application/json",
    "data":{"phone":"+79160000015","serviceId":"svc-billing",
      "text":"Спорное списание"}}'`,
    },
    {
      title: { ru: 'API: токен и список обращений', en: 'API: a token and the list of requests' },
      command: `TOKEN=$(curl -s -u helpdesk-api:dev-api -d grant_type=client_credentials \\
  ${issuer}/protocol/openid-connect/token \\
  | node -p 'JSON.parse(require("fs").readFileSync(0)).access_token')
curl -H "Authorization: Bearer $TOKEN" \\
  ${publicUrl}/api/v1/service-requests`,
    },
    {
      title: {
        ru: 'Отказ на минуту: система заказов отвечает 500',
        en: 'A minute’s outage: the order system answers 500',
      },
      command: `curl -X PUT ${publicUrl}/sandbox/switches/orders \\
  ${json} \\
  -d '{"mode":"fail","status":500,"seconds":60}'`,
    },
    {
      title: { ru: 'Что получил клиент', en: 'What the customer was sent' },
      command: `curl -G ${publicUrl}/sandbox/messages \\
  --data-urlencode 'to=+79160000007'`,
    },
  ];
}
