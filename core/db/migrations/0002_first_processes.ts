import { type Kysely, sql } from 'kysely';

const BOTH = ['assignee', 'supervisor'];

const step = (id: string, category: string, ru: string, en: string, doRu: string, doEn: string) => ({
  id,
  category,
  name: { ru, en },
  narrative: { ru: doRu, en: doEn },
});

const moves = (...pairs: string[]) =>
  pairs.map((pair) => {
    const [from, to] = pair.split('>');
    return { from, to, by: BOTH };
  });

const PROCESSES = [
  {
    id: 'fault',
    name: { ru: 'Устранение неисправности', en: 'Fault repair' },
    steps: [
      step('new', 'TODO', 'Новый', 'New', 'Прочитайте, что сказал клиент.', 'Read what the customer said.'),
      step(
        'diagnose',
        'DOING',
        'Диагностика',
        'Diagnosis',
        'Проверьте линию и оборудование, назовите причину.',
        'Check the line and the equipment, name the cause.',
      ),
      step(
        'customer',
        'WAITING',
        'Ждём клиента',
        'Waiting for the customer',
        'Клиенту задан вопрос. Напомните через день.',
        'The customer was asked. Remind him after a day.',
      ),
      step('field', 'WAITING', 'Выезд', 'Field visit', 'Бригада назначена.', 'A crew is assigned.'),
      step('resolved', 'DONE', 'Устранено', 'Resolved', 'Клиент подтвердил.', 'The customer confirmed.'),
    ],
    transitions: moves(
      'new>diagnose',
      'diagnose>customer',
      'diagnose>field',
      'customer>diagnose',
      'field>diagnose',
      'diagnose>resolved',
      'customer>resolved',
      'field>resolved',
    ),
  },
  {
    id: 'question',
    name: { ru: 'Вопрос клиента', en: 'Customer question' },
    steps: [
      step('new', 'TODO', 'Новый', 'New', 'Прочитайте вопрос.', 'Read the question.'),
      step('answer', 'DOING', 'Готовим ответ', 'Answering', 'Найдите ответ.', 'Find the answer.'),
      step(
        'customer',
        'WAITING',
        'Ждём клиента',
        'Waiting for the customer',
        'Нужны подробности.',
        'Details are needed.',
      ),
      step('answered', 'DONE', 'Отвечено', 'Answered', 'Ответ дан.', 'The answer was given.'),
    ],
    transitions: moves(
      'new>answer',
      'answer>customer',
      'customer>answer',
      'answer>answered',
      'customer>answered',
    ),
  },
  {
    id: 'connection',
    name: { ru: 'Новое подключение', en: 'New connection' },
    steps: [
      step('new', 'TODO', 'Новая заявка', 'New', 'Проверьте адрес.', 'Check the address.'),
      step(
        'offer',
        'DOING',
        'Предложение',
        'Offer',
        'Согласуйте тариф и дату.',
        'Agree on the plan and the date.',
      ),
      step(
        'install',
        'WAITING',
        'Монтаж',
        'Installation',
        'Монтажники назначены.',
        'Installers are assigned.',
      ),
      step('connected', 'DONE', 'Подключено', 'Connected', 'Услуга работает.', 'The service works.'),
      step('declined', 'DONE', 'Отказ', 'Declined', 'Клиент передумал.', 'The customer changed his mind.'),
    ],
    transitions: moves(
      'new>offer',
      'offer>install',
      'install>offer',
      'install>connected',
      'new>declined',
      'offer>declined',
    ),
  },
];

/** The dictionary's first entries, version 1 each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const process of PROCESSES) {
    await sql`
      insert into business_process (id, version, name, steps, transitions)
      values (${process.id}, 1, ${JSON.stringify(process.name)}, ${JSON.stringify(process.steps)},
        ${JSON.stringify(process.transitions)})`.execute(db);
  }
}
