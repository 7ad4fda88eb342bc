import { describe, expect, it } from 'vitest';
import { renderNotice, type Template } from './texts.ts';

const choices = [
  { id: 'service:a', label: 'Интернет' },
  { id: 'service:b', label: 'Счета' },
];
const notice = (template: Template, language: 'ru' | 'en' = 'ru') => ({
  template,
  language,
  params: { number: 'SR-1', text: 'Какой адрес?', hello: '' },
  choices,
});

describe('the text of a notice', () => {
  it('numbers the services where people answer by number, and only there', () => {
    expect(renderNotice(notice('askService'), { choices: 'numbers' })).toMatch(
      /SR-1.*\n1 — Интернет\n2 — Счета\nОтветьте цифрой\.$/s,
    );
    expect(renderNotice(notice('askService'), { choices: 'buttons' })).not.toContain('1 — ');
    expect(renderNotice(notice('closed'), { choices: 'numbers' })).not.toContain('1 — ');
  });

  it('is in the channel’s own words where it has them, in the house’s where not', () => {
    const templates = { ru: { reply: 'Ответ: {{text}}' }, en: { reply: 'Reply: {{text}}' } };
    const outbound = { choices: 'buttons' as const, templates };
    expect(renderNotice(notice('reply'), outbound)).toBe('Ответ: Какой адрес?');
    expect(renderNotice(notice('reply', 'en'), outbound)).toBe('Reply: Какой адрес?');
    expect(renderNotice(notice('question'), outbound)).toBe('Вопрос по обращению SR-1: Какой адрес?');
  });

  it('leaves what an agent wrote as it is', () => {
    const params = { number: 'SR-1', text: '<b>&"{{number}}', hello: '' };
    expect(renderNotice({ ...notice('reply'), params }, { choices: 'buttons' })).toBe(
      'Ответ по обращению SR-1: <b>&"{{number}}',
    );
  });
});
