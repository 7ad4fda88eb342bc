/** Who is at the other end, how surely, and how we know. */
export const identity = {
  'rung.UNKNOWN': 'Неизвестен',
  'rung.UNKNOWN.hint':
    'Канал не назвал ни номера, ни клиента. Уточните, кто это, прежде чем говорить о договоре.',
  'rung.CALLER_ID': 'Определившийся номер',
  'rung.CALLER_ID.hint': 'Номер показала АТС, его можно подделать. Личные данные по нему не раскрывайте.',
  'rung.SMS_SENDER': 'Номер отправителя SMS',
  'rung.SMS_SENDER.hint': 'Номер передали операторы связи. Подделать его трудно, но можно.',
  'rung.SHARED_CONTACT': 'Подтверждённый номер',
  'rung.SHARED_CONTACT.hint':
    'Собеседник поделился своим номером, и сам мессенджер подтвердил, что номер его.',
  'rung.CUSTOMER_MATCH': 'Узнанный клиент',
  'rung.CUSTOMER_MATCH.hint': 'За то, что это он, ручается наша система или специалист.',

  'identity.title': 'Собеседник',
  'identity.level': 'Уровень доверия {{level}} из 4',
  'identity.none': 'Ни с кем не связан.',
  'identity.nobody': 'Канал не назвал собеседника, запоминать некого.',
  'identity.link': 'Связан с',
  'identity.linkedBy': '{{name}}, {{at}}',
  'identity.remember': 'Запомнить: это {{name}}',
  'identity.remember.hint': 'Тогда следующие обращения этого собеседника сразу попадут к этому клиенту.',
  'identity.unlink.open': 'Отвязать…',
  'identity.unlink.reason': 'Почему связь неверна',
  'identity.unlink.hint': 'Связь останется в истории. Обращения в разборе потеряют клиента, взятого из неё.',
  'identity.unlink.submit': 'Да, отвязать',
  'identity.history': 'Прежние связи: {{count}}',
  'identity.unlinkedBy': 'отвязано: {{by}}',
  'identity.reason': 'причина: {{reason}}',
  'identity.replaced': 'заменена новой связью',

  'settle.remember': 'Запомнить этого собеседника',
  'settle.remember.hint': 'Следующие его обращения сразу попадут к выбранному клиенту.',
};
