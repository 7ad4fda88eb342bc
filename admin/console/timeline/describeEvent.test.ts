import { describe, expect, test } from 'vitest';
import { EVENT_TYPES, type EventType, type StoredEvent } from '../../../core/events.ts';
import { LANGUAGES, type Language } from '../../../core/i18n.ts';
import type { IdentityView } from '../../../core/identity/readIdentities.ts';
import type { JsonObject } from '../../../core/json.ts';
import { textsIn } from '../texts.ts';
import { actorWords, describeEvent, type Vocabulary } from './describeEvent.ts';
import { JOURNAL_ONLY } from './eventWords.ts';

const LINK = { id: 'l1', customerId: 'C-7', customerName: 'Maria', phone: null } as IdentityView;

/** What each event holds where it says more than that it happened. */
const DATA: Partial<Record<EventType, JsonObject>> = {
  'identity.linked': { linkId: 'l1', rung: 'CUSTOMER_MATCH', customerId: 'C-7' },
  'identity.unlinked': { linkId: 'l1', customerId: 'C-7' },
  'attachment.stored': { kind: 'photo' },
  'attachment.refused': { code: 'attachment.size' },
  'servicerequest.triaged': { reasons: ['NO_PHONE'] },
  'servicerequest.ordering': { serviceId: 'svc' },
  'servicerequest.replied': { kind: 'question' },
  'servicerequest.closed': { reason: 'RESOLVED' },
  'servicerequest.rated': { rating: 4 },
  'order.placed': { orderId: 'O-1' },
  'order.state_changed': { orderId: 'O-1', state: 'inProgress' },
  'incident.opened': { number: 'INC-1' },
  'incident.assigned': { assigneeId: 'anna' },
  'incident.moved': { from: 'new', to: 'diagnose' },
  'incident.closed': { to: 'resolved' },
  'callback.done': { reason: 'called_back' },
  'notification.sent': { recipient: 'customer' },
  'notification.delivered': { recipient: 'customer' },
  'notification.failed': { recipient: 'customer', code: 'guard.country' },
};

function vocabulary(language: Language): Vocabulary {
  return {
    t: textsIn(language),
    language,
    names: new Map([['anna', 'Anna']]),
    process: undefined,
    identities: [LINK],
    serviceNames: new Map([['svc', 'Internet']]),
  };
}

function event(type: EventType, data: JsonObject = DATA[type] ?? {}, actor = 'system'): StoredEvent {
  const nowhere = { contactId: null, serviceRequestId: null, incidentId: null, subject: null };
  return { id: '1', type, actor, data, at: new Date(), ...nowhere };
}

const say = (type: EventType, data?: JsonObject, language: Language = 'ru') =>
  describeEvent(event(type, data), vocabulary(language)).text;

describe.each(LANGUAGES)('in %s', (language) => {
  const journalOnly: readonly string[] = JOURNAL_ONLY;
  const told = EVENT_TYPES.filter((type) => !journalOnly.includes(type));

  test.each(told)('%s has words of its own', (type) => {
    const text = say(type, DATA[type], language);
    expect(text).not.toContain(type);
    // A key nobody wrote words for comes back as it is.
    expect(text).not.toMatch(/^event\.|\{\{|undefined|null/);
    if (language === 'en') expect(text).not.toMatch(/\p{Script=Cyrillic}/u);
    else expect(text).toMatch(/\p{Script=Cyrillic}|→/u);
  });

  test.each(told)('%s says something even where it holds nothing', (type) => {
    expect(say(type, {}, language)).not.toMatch(/undefined|null|^$/);
  });
});

test('an event of tomorrow is named by its type', () => {
  expect(say('moon.landed' as EventType)).toBe('Событие moon.landed');
});

describe('an order’s state', () => {
  test.each([
    ['acknowledged', 'Заказ O-1: принят'],
    ['inProgress', 'Заказ O-1: выполняется'],
    ['partial', 'Заказ O-1: выполнен частично'],
    ['pendingCancellation', 'Заказ O-1: отменяется'],
    ['В пути <b>', 'Заказ O-1: В пути <b>'],
  ])('%s', (state, text) => {
    expect(say('order.state_changed', { orderId: 'O-1', state })).toBe(text);
  });
});

describe('why a notice failed', () => {
  test.each([
    ['guard.country', 'в эту страну'],
    ['guard.number_hour', 'за час'],
    ['guard.number_day', 'за день'],
    ['guard.prefix_day', 'диапазон номеров'],
    ['guard.budget_day', 'бюджет'],
    ['guard.no_phone', 'не похож на номер'],
    ['undelivered', 'не смог доставить'],
    ['undelivered.EXPIRED 5', 'не смог доставить, код EXPIRED 5'],
    ['telegram.refused', 'канал отказал'],
    ['sms.refused', 'канал отказал'],
    ['sms.no-answer', 'канал не отвечает'],
    ['x.y', 'код x.y'],
  ])('%s', (code, words) => {
    expect(say('notification.failed', { recipient: 'customer', code })).toContain(words);
  });
});

test.each([
  ['called_back', 'Перезвонили клиенту'],
  ['customer_called', 'клиент дозвонился сам'],
  ['closed', 'обращение закрыто'],
  ['by_hand', 'отмечен выполненным'],
  ['new_reason', 'new_reason'],
])('a callback is done because of %s', (reason, words) => {
  expect(say('callback.done', { reason })).toContain(words);
});

describe('a link names', () => {
  test('the customer by name, and by id where the link is gone', () => {
    expect(say('identity.linked', { linkId: 'l1' })).toBe('Собеседник связан: Maria');
    expect(say('identity.unlinked', { linkId: 'lost', customerId: 'C-9' })).toBe('Собеседник отвязан: C-9');
  });

  test('the rung where it is only a number', () => {
    const text = say('identity.linked', { linkId: 'lost', rung: 'SHARED_CONTACT' });
    expect(text).toBe('Номер собеседника запомнен (подтверждённый номер)');
  });
});

test.each([
  ['system', 'система'],
  ['order-system', 'система заказов'],
  ['anna', 'Anna'],
  ['gone', 'сотрудник'],
])('%s did it', (actor, words) => {
  expect(actorWords(event('call.ended', {}, actor), vocabulary('ru'))).toBe(words);
});
