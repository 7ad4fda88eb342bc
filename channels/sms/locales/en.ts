import type { ru } from './ru.ts';

/** English wording of notices in SMS; each fits one segment of 160 characters. */
export const en: Record<keyof typeof ru, string> = {
  registered: 'Request {{number}} is registered, we are working on it.',
  registeredAskPhone: 'Request {{number}} is registered. Please send us your phone number.',
  registeredAskService: 'Request {{number}} is registered. Please tell us what it is about:',
  askService: 'Request {{number}}: please tell us what it is about:',
  question: 'A question about request {{number}}: {{text}}',
  reply: 'About request {{number}}: {{text}}',
  closed: 'Request {{number}} is closed. Not solved? Just reply.',
};
