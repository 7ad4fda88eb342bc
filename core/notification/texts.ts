import { createTranslator, type Language } from '../i18n.ts';
import type { CloseReason } from '../service-request/status.ts';

const ru = {
  RESOLVED: 'вопрос решён',
  INCIDENT_UNLINKED: 'инцидент отвязан',
  NO_INCIDENT: 'инцидент не понадобился',
  DUPLICATE: 'повторное обращение',
  SPAM: 'спам',
  registered: 'Обращение {{number}} зарегистрировано. Мы уже работаем над ним.',
  registeredAskPhone:
    'Обращение {{number}} зарегистрировано. Чтобы мы узнали вас, поделитесь, пожалуйста, своим номером телефона.',
  closed: 'Обращение {{number}} закрыто. Если вопрос не решён, просто напишите нам ещё раз.',
  managerSubject: 'Обращение {{number}} закрыто',
  managerClosed:
    'Обращение {{number}} закрыто, причина: {{reason}}. Инцидент: {{incident}}. Исполнитель: {{assignee}}.',
};

const en: typeof ru = {
  RESOLVED: 'resolved',
  INCIDENT_UNLINKED: 'the incident was unlinked',
  NO_INCIDENT: 'no incident was needed',
  DUPLICATE: 'a duplicate',
  SPAM: 'spam',
  registered: 'Request {{number}} is registered. We are working on it.',
  registeredAskPhone:
    'Request {{number}} is registered. Please share your phone number so that we know who you are.',
  closed: 'Request {{number}} is closed. If it is not solved, just write to us again.',
  managerSubject: 'Request {{number}} is closed',
  managerClosed:
    'Request {{number}} is closed, reason: {{reason}}. Incident: {{incident}}. Assignee: {{assignee}}.',
};

/** What a notification says. */
export type Template = 'registered' | 'registeredAskPhone' | 'closed' | 'managerClosed';

const translate = createTranslator(ru, en);

/** Fills a template in. @param params the template's words, e.g. number. */
export function renderNotice(template: Template, language: Language, params: Record<string, string>): string {
  return translate(language)(template, params);
}

/** The subject line of a notice to a manager. */
export function renderSubject(language: Language, params: Record<string, string>): string {
  return translate(language)('managerSubject', params);
}

/** A close reason as a person says it. */
export function reasonInWords(reason: CloseReason, language: Language): string {
  return translate(language)(reason);
}
