/** What people are told. A channel may word a template its own way; see its `templates`. */
export const ru = {
  RESOLVED: 'вопрос решён',
  INCIDENT_UNLINKED: 'инцидент отвязан',
  NO_INCIDENT: 'инцидент не понадобился',
  DUPLICATE: 'повторное обращение',
  SPAM: 'спам',
  hello: 'Здравствуйте, {{name}}! ',
  registered: '{{hello}}Обращение {{number}} зарегистрировано. Мы уже работаем над ним.',
  registeredAskPhone:
    'Обращение {{number}} зарегистрировано. Чтобы мы узнали вас, поделитесь, пожалуйста, своим номером телефона.',
  registeredAskService: '{{hello}}Обращение {{number}} зарегистрировано. Уточните, пожалуйста, о чём оно:',
  askService: 'Обращение {{number}}: уточните, пожалуйста, о чём оно:',
  answerByNumber: 'Ответьте цифрой.',
  question: 'Вопрос по обращению {{number}}: {{text}}',
  reply: 'Ответ по обращению {{number}}: {{text}}',
  closed: 'Обращение {{number}} закрыто. Если вопрос не решён, просто напишите нам ещё раз.',
  merged:
    'Обращение {{number}} — о том же, что и {{into}}. Мы объединили их и продолжаем работу по обращению {{into}}.',
  unmerged:
    'Обращения {{number}} и {{into}} мы снова рассматриваем отдельно. Работа по обращению {{number}} продолжается.',
  registeredOutage: '{{hello}}Обращение {{number}} зарегистрировано. {{text}}',
  outageTold: 'Обращение {{number}}: {{text}}',
  outageCorrected: 'Обращение {{number}}, уточнение. {{text}}',
  outageClosed:
    'Обращение {{number}} закрыто: завершён массовый инцидент {{massIncident}} «{{title}}». {{text}}',
  managerSubjectSlaWarned: 'Инцидент {{incident}}: срок подходит к концу',
  managerSlaWarned:
    'Срок инцидента {{incident}} по обращению {{number}} истекает {{due}}. Исполнитель: {{assignee}}.',
  managerSubjectSlaBreached: 'Инцидент {{incident}}: срок нарушен',
  managerSlaBreached:
    'Срок инцидента {{incident}} по обращению {{number}} истёк {{due}}, а работа не закончена. Исполнитель: {{assignee}}.',
  managerSubjectAnswerWarned: 'Инцидент {{incident}}: клиент ждёт первого ответа',
  managerAnswerWarned:
    'Клиенту по обращению {{number}} ещё не ответили. Срок первого ответа — {{due}}. Инцидент: {{incident}}. Исполнитель: {{assignee}}.',
  managerSubjectAnswerBreached: 'Инцидент {{incident}}: первый ответ опоздал',
  managerAnswerBreached:
    'Первый ответ клиенту по обращению {{number}} опоздал: срок был {{due}}. Инцидент: {{incident}}. Исполнитель: {{assignee}}.',
  managerSubjectMassClosed: 'Массовый инцидент {{number}} закрыт',
  managerMassClosed:
    'Массовый инцидент {{number}} «{{title}}» закрыт. {{text}} Обращений в нём: {{count}}, клиенты извещены.',
  managerSubject: 'Обращение {{number}} закрыто',
  managerClosed:
    'Обращение {{number}} закрыто, причина: {{reason}}. Инцидент: {{incident}}. Исполнитель: {{assignee}}.',
};
