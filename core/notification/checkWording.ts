import { Invalid } from '../errors.ts';
import type { Language } from '../i18n.ts';
import { defaultWording, PLACEHOLDER, type Template } from './texts.ts';

/** Characters; more is no notice but a letter. */
export const LONGEST_WORDING = 1500;
/** Words a notice is complete without. */
const OPTIONAL = ['hello', 'reason', 'incident', 'assignee', 'title', 'count', 'due'];
const NO_CHANNEL = {};

/** The words a template can be filled in with, and those it cannot do without. */
export function placeholdersOf(template: Template): { known: string[]; required: string[] } {
  const known = placeholdersIn(defaultWording(NO_CHANNEL, 'ru', template));
  return { known, required: known.filter((name) => !OPTIONAL.includes(name)) };
}

/** A wording that must not go out; `word` is the placeholder at fault, with its braces. */
export class InvalidWording extends Invalid {
  readonly fault: 'size' | 'unknown' | 'missing';
  readonly word: string;

  constructor(fault: InvalidWording['fault'], word = '') {
    super('text', MESSAGES[fault](word));
    this.fault = fault;
    this.word = word;
  }
}

const MESSAGES: Record<InvalidWording['fault'], (word: string) => string> = {
  size: () => `must be given, in up to ${LONGEST_WORDING} characters`,
  unknown: (word) => `${word} is no word of this notice`,
  missing: (word) => `${word} must be in it`,
};

/**
 * Holds a wording against what its template can be filled in with.
 * @returns it, trimmed, its line ends single.
 * @throws {InvalidWording} where it is empty or too long, names a word the template does not have, leaves a brace open,
 *   or lacks a word it cannot do without.
 */
export function checkWording(template: Template, written: string): string {
  const text = written.replaceAll('\r\n', '\n').trim();
  if (text === '' || text.length > LONGEST_WORDING) throw new InvalidWording('size');
  const { known, required } = placeholdersOf(template);
  const used = placeholdersIn(text);
  const unknown = used.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new InvalidWording('unknown', `{{${unknown}}}`);
  const stray = /\{\{|\}\}/.exec(text.replace(PLACEHOLDER, ''));
  if (stray) throw new InvalidWording('unknown', stray[0]);
  const missing = required.find((name) => !used.includes(name));
  if (missing !== undefined) throw new InvalidWording('missing', `{{${missing}}}`);
  return text;
}

/** What a wording shows with in a preview. */
export function sampleParams(language: Language): Record<string, string> {
  return language === 'ru'
    ? {
        number: 'SR-000123',
        into: 'SR-000120',
        hello: 'Здравствуйте, Мария Петровна! ',
        text: 'Мастер приедет завтра с 10 до 12.',
        reason: 'вопрос решён',
        incident: 'INC-000045',
        assignee: 'Анна Соколова',
        massIncident: 'MI-000012',
        title: 'Нет интернета в Химках',
        due: '12 мая, 18:00',
        count: '128',
      }
    : {
        number: 'SR-000123',
        into: 'SR-000120',
        hello: 'Hello, Maria Petrovna! ',
        text: 'The engineer will come tomorrow between 10 and 12.',
        reason: 'resolved',
        incident: 'INC-000045',
        assignee: 'Anna Sokolova',
        massIncident: 'MI-000012',
        title: 'No internet in Khimki',
        due: '12 May, 18:00',
        count: '128',
      };
}

function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].flatMap((match) => match[1] ?? []))];
}
