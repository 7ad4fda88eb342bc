import type { Choice, Choices } from '../../../core/analytics/choices.ts';
import { NONE, type ShowcaseFilter, WORD_FIELDS, type WordField } from '../../../core/analytics/filter.ts';
import type { Page } from '../env.ts';
import { channelLabel, groupLabel } from '../layout/words.ts';

/** What a choice is called on screen. */
export function choiceLabel(field: WordField, choice: Choice, { t, language }: Page): string {
  if (field === 'channel') return channelLabel(choice.id);
  if (field === 'workGroup') {
    const known = groupLabel(choice.id, t);
    return known === choice.id ? (choice.name ?? known) : known;
  }
  const name = (language === 'en' ? choice.nameEn : null) ?? choice.name ?? choice.id;
  return choice.active ? name : t('showcase.choice.inactive', { name });
}

/** What an id of a breakdown or a filter is called; null is what has none. */
export function keyLabel(field: WordField, key: string | null, choices: Choices, page: Page): string {
  if (key === null || key === NONE) return page.t(noneKey(field));
  const choice = choices[field].find(({ id }) => id === key);
  return choiceLabel(field, choice ?? { id: key, name: null, nameEn: null, active: true }, page);
}

/** What a field's choices lack, in words; fields that cannot lack any are called by the agent's. */
export function noneKey(field: WordField) {
  if (field === 'service') return 'showcase.none.service';
  return field === 'workGroup' ? 'showcase.none.workGroup' : 'showcase.none.agent';
}

/** The filter in words, without its period: `Канал: SMS`. */
export function filterWords(filter: ShowcaseFilter, choices: Choices, page: Page): string[] {
  const words = WORD_FIELDS.flatMap((field) => {
    const value = filter[field];
    if (value === undefined) return [];
    return [`${page.t(`showcase.filter.${field}`)}: ${keyLabel(field, value, choices, page)}`];
  });
  if (filter.state === undefined) return words;
  return [...words, `${page.t('showcase.filter.state')}: ${page.t(`status.${filter.state}`)}`];
}
