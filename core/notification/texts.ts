import type { Choice, Outbound } from '../channel.ts';
import { createTranslator, type Language } from '../i18n.ts';
import type { CloseReason } from '../service-request/status.ts';
import { en } from './locales/en.ts';
import { ru } from './locales/ru.ts';

const translate = createTranslator(ru, en);
/** `{{number}}` */
export const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/** What a notification says. */
export const TEMPLATES = [
  'registered',
  'registeredAskPhone',
  'registeredAskService',
  'askService',
  'question',
  'reply',
  'closed',
  'merged',
  'unmerged',
  'registeredOutage',
  'outageTold',
  'outageCorrected',
  'outageClosed',
  'managerClosed',
  'managerSlaWarned',
  'managerSlaBreached',
  'managerAnswerWarned',
  'managerAnswerBreached',
  'managerMassClosed',
] as const;
export type Template = (typeof TEMPLATES)[number];

/** A channel's own wording, read once. */
const wordings = new WeakMap<NonNullable<Outbound['templates']>, ReturnType<typeof createTranslator>>();

/**
 * Fills a template in: in the supervisors' wording where they have set one, else in the channel's own where it has one.
 * Where its people answer with a number, the services to choose from stand below, numbered.
 * @param notice.params the template's words, e.g. number.
 * @param outbound the channel it goes out on.
 * @param edited the supervisors' wording for this template, channel and language; null: none.
 */
export function renderNotice(
  notice: {
    template: Template;
    language: Language;
    params: Record<string, string>;
    choices: Choice[];
  },
  outbound: Pick<Outbound, 'templates' | 'choices'>,
  edited: string | null = null,
): string {
  const { template, language, params, choices } = notice;
  const text =
    edited === null
      ? (ownWording(outbound, language, template, params) ?? translate(language)(template, params))
      : fillIn(edited, params);
  const asksService = template === 'askService' || template === 'registeredAskService';
  if (outbound.choices !== 'numbers' || !asksService || choices.length === 0) return text;
  const lines = choices.map((choice, index) => `${index + 1} — ${choice.label}`);
  return [text, ...lines, translate(language)('answerByNumber')].join('\n');
}

/** A text whose words stand in double braces. What is put in is left as it is. */
function fillIn(text: string, params: Record<string, string>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => params[name] ?? '');
}

/**
 * The wording a template has without the supervisors': the channel's own, else the house's.
 * @returns with its placeholders, unfilled.
 */
export function defaultWording(
  { templates }: Pick<Outbound, 'templates'>,
  language: Language,
  template: Template,
): string {
  return templates?.[language][template] ?? { ru, en }[language][template];
}

function ownWording(
  { templates }: Pick<Outbound, 'templates'>,
  language: Language,
  template: Template,
  params: Record<string, string>,
): string | undefined {
  if (templates?.[language][template] === undefined) return undefined;
  const wording = wordings.get(templates) ?? createTranslator(templates.ru, templates.en);
  wordings.set(templates, wording);
  return wording(language)(template, params);
}

const SUBJECTS: Partial<Record<Template, keyof typeof ru>> = {
  managerSlaWarned: 'managerSubjectSlaWarned',
  managerSlaBreached: 'managerSubjectSlaBreached',
  managerAnswerWarned: 'managerSubjectAnswerWarned',
  managerAnswerBreached: 'managerSubjectAnswerBreached',
  managerMassClosed: 'managerSubjectMassClosed',
};

/** The subject line of a notice to a manager. */
export function renderSubject(
  template: Template,
  language: Language,
  params: Record<string, string>,
): string {
  return translate(language)(SUBJECTS[template] ?? 'managerSubject', params);
}

/** A greeting by name, with a space behind it. */
export function helloInWords(name: string, language: Language): string {
  return translate(language)('hello', { name });
}

/** A close reason as a person says it. */
export function reasonInWords(reason: CloseReason, language: Language): string {
  return translate(language)(reason);
}
