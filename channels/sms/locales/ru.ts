/**
 * Russian wording of notices in SMS, by the house's templates. Cyrillic fits 70 characters into one segment and 134
 * into two, so each is short and greets nobody. A menu is put below it, and with it how to answer.
 */
export const ru = {
  registered: 'Обращение {{number}} зарегистрировано, мы работаем над ним.',
  registeredAskPhone: 'Обращение {{number}} зарегистрировано. Пришлите ваш номер телефона.',
  registeredAskService: 'Обращение {{number}} зарегистрировано. Уточните, о чём оно:',
  askService: 'Обращение {{number}}: уточните, о чём оно:',
  question: 'Вопрос по обращению {{number}}: {{text}}',
  reply: 'Ответ по обращению {{number}}: {{text}}',
  closed: 'Обращение {{number}} закрыто. Не решено? Просто ответьте.',
};
