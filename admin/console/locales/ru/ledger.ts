/** The ledger. */
export const ledger = {
  'ledger.title': 'Журнал контактов',
  'ledger.lead': 'Каждый принятый контакт записан до того, как мы его подтвердили, и виден здесь до конца.',
  'ledger.balanced': 'Потерь нет',
  'ledger.balanced.hint':
    'Принято {{received}} = разобрано {{worked}} + ждут {{waiting}} + отложено {{quarantined}} + снято {{dropped}}',
  'ledger.unbalanced': 'Книга не сходится',
  'ledger.unbalanced.hint': 'Принято {{received}}, а учтено {{accounted}}. Сообщите администратору.',
  'ledger.column.channel': 'Канал',
  'ledger.column.received': 'Принято',
  'ledger.column.duplicates': 'Повторы',
  'ledger.column.worked': 'Разобрано',
  'ledger.column.waiting': 'Ждут',
  'ledger.column.quarantined': 'Отложено',
  'ledger.column.dropped': 'Снято',
  'ledger.column.oldest': 'Дольше всего ждёт',
  'ledger.total': 'Всего',
  'ledger.none': '—',
};
