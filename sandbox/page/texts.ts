import type { Language } from '../language.ts';
import type { Setting, System } from '../switches/index.ts';

const ru = {
  title: 'Песочница',
  intro:
    'Внешний мир оператора в одной коробке: системы, с которыми HELPDesk говорит по HTTP. Данные учебные.',
  console: 'Открыть HELPDesk',
  otherLanguage: 'English',
  switches: 'Рубильники',
  switchesText: 'Сломайте внешнюю систему и посмотрите, что сделает HELPDesk. Перезапуск чинит всё.',
  works: 'Исправна',
  fail: 'Отказ 60 с',
  failHint: 'отвечает 500 и ничего не делает',
  slow: 'Медленно',
  slowHint: 'отвечает через 5 секунд',
  lose: 'Потеря ответа 60 с',
  loseHint: 'делает работу, но отвечает 500',
  until: 'до',
  systems: 'Системы',
  messages: 'Отправлено людям',
  noMessages: 'Пока никому ничего не отправляли.',
  orders: 'Заказы',
  noOrders: 'Заказов пока нет.',
  all: 'все',
  examples: 'Попробовать из терминала',
  examplesText: 'По одному обращению на каждый канал. Секреты учебные, их знает каждый.',
  copy: 'Копировать',
  copied: 'Скопировано',
  links: {
    customers: 'Клиенты (TMF629)',
    orders: 'Заказы (TMF641)',
    catalogue: 'Каталог услуг (TMF633)',
    identity: 'Справочник людей (Keycloak)',
    sms: 'SMS-шлюз (Kannel)',
    telegram: 'Telegram Bot API',
  } satisfies Record<System, string>,
  one: 'клиент по номеру',
  two: 'номер двух клиентов',
  none: 'номер ничей',
  discovery: 'OpenID Connect: настройки',
  modes: { ok: 'исправна', fail: 'отказ', slow: 'медленно', lose: 'теряет ответ' } satisfies Record<
    Setting['mode'],
    string
  >,
};

const en: typeof ru = {
  title: 'Sandbox',
  intro:
    'The operator’s outside world in a box: the systems HELPDesk talks to over HTTP. All data is made up.',
  console: 'Open HELPDesk',
  otherLanguage: 'Русский',
  switches: 'Switches',
  switchesText: 'Break an outside system and watch what HELPDesk does. A restart mends everything.',
  works: 'Working',
  fail: 'Fail 60 s',
  failHint: 'answers 500 and does nothing',
  slow: 'Slow',
  slowHint: 'answers after 5 seconds',
  lose: 'Lose answers 60 s',
  loseHint: 'does the work but answers 500',
  until: 'until',
  systems: 'Systems',
  messages: 'Sent to people',
  noMessages: 'Nobody was sent anything yet.',
  orders: 'Orders',
  noOrders: 'There are no orders yet.',
  all: 'all',
  examples: 'Try it from a terminal',
  examplesText: 'One contact on each channel. The secrets are for practice, everyone knows them.',
  copy: 'Copy',
  copied: 'Copied',
  links: {
    customers: 'Customers (TMF629)',
    orders: 'Orders (TMF641)',
    catalogue: 'Service catalogue (TMF633)',
    identity: 'People directory (Keycloak)',
    sms: 'SMS gateway (Kannel)',
    telegram: 'Telegram Bot API',
  },
  one: 'a customer by number',
  two: 'a number of two customers',
  none: 'nobody’s number',
  discovery: 'OpenID Connect: discovery',
  modes: { ok: 'working', fail: 'failing', slow: 'slow', lose: 'losing answers' },
};

/** The texts of the overview page. */
export function textsOf(language: Language): typeof ru {
  return language === 'en' ? en : ru;
}
