import type { Choice, Outbound } from '../channel.ts';
import { createTranslator, type Language } from '../i18n.ts';
import type { CloseReason } from '../service-request/status.ts';
import { en } from './locales/en.ts';
import { ru } from './locales/ru.ts';

const translate = createTranslator(ru, en);

/** What a notification says. */
export type Template =
  | 'registered'
  | 'registeredAskPhone'
  | 'registeredAskService'
  | 'askService'
  | 'question'
  | 'reply'
  | 'closed'
  | 'managerClosed';

/** A channel's own wording, read once. */
const wordings = new WeakMap<NonNullable<Outbound['templates']>, ReturnType<typeof createTranslator>>();

/**
 * Fills a template in, in the channel's own wording where it has one. Where its people answer with a number, the
 * services to choose from stand below, numbered.
 * @param notice.params the template's words, e.g. number.
 * @param outbound the channel it goes out on.
 */
export function renderNotice(
  notice: {
    template: Template;
    language: Language;
    params: Record<string, string>;
    choices: Choice[];
  },
  outbound: Pick<Outbound, 'templates' | 'choices'>,
): string {
  const { template, language, params, choices } = notice;
  const text = ownWording(outbound, language, template, params) ?? translate(language)(template, params);
  const asksService = template === 'askService' || template === 'registeredAskService';
  if (outbound.choices !== 'numbers' || !asksService || choices.length === 0) return text;
  const lines = choices.map((choice, index) => `${index + 1} — ${choice.label}`);
  return [text, ...lines, translate(language)('answerByNumber')].join('\n');
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

/** The subject line of a notice to a manager. */
export function renderSubject(language: Language, params: Record<string, string>): string {
  return translate(language)('managerSubject', params);
}

/** A greeting by name, with a space behind it. */
export function helloInWords(name: string, language: Language): string {
  return translate(language)('hello', { name });
}

/** A close reason as a person says it. */
export function reasonInWords(reason: CloseReason, language: Language): string {
  return translate(language)(reason);
}
