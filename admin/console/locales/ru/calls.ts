/** Calls of a request and what is owed for those nobody answered. */
export const calls = {
  'calls.title': 'Звонки',
  'calls.none': 'Звонков не было.',
  'call.in': 'Входящий',
  'call.out': 'Исходящий',
  'call.missed': 'Пропущен',
  'call.ringing': 'вызов',
  'call.answered': 'идёт разговор',
  'call.unanswered': 'без ответа',
  'call.talked': 'разговор {{duration}}',
  'call.extension': 'доб. {{extension}}',
  'call.recording': 'Запись разговора',
  'call.recording.open': 'Открыть запись в новой вкладке',
  'call.dial': 'Позвонить',
  'call.dial.hint': 'АТС соединит: сначала зазвонит ваш телефон, потом телефон клиента.',

  'callback.title': 'Перезвонить',
  'callback.one': 'Клиент звонил {{at}}, ему не ответили.',
  'callback.many': 'Клиенту не ответили, пропущенных звонков: {{count}}. Последний — {{at}}.',
  'callback.submit': 'Выполнено',
};
