import type { ProcessFault } from '../../../../core/business-process/processFault.ts';
import { LANGUAGES } from '../../../../core/i18n.ts';
import type { Page } from '../../env.ts';
import type { Texts } from '../../texts.ts';
import type { EditorState } from './editorState.ts';

const STEP = /^steps\[(\d+)\]/;
const PARTS = ['id', 'name', 'category', 'narrative'] as const;
const WAY = /^transitions\[(\d+)\]/;

/** A fault in words. */
export function faultWords({ code, limit }: ProcessFault, t: Texts): string {
  return t(`processes.fault.${code}`, { limit: limit ?? 0 });
}

/** A fault in words with where it is, for the list on top of the form. */
export function placedFault(fault: ProcessFault, state: EditorState, page: Page): string {
  const { t } = page;
  const words = faultWords(fault, t);
  const step = STEP.exec(fault.path);
  if (step)
    return `${[placeOf(state, Number(step[1]), page), ...fieldWords(fault.path, t)].join(', ')}: ${words}`;
  const way = state.ways[Number(WAY.exec(fault.path)?.[1] ?? -1)];
  if (way) return `${nameAt(state, way.from, page)} → ${nameAt(state, way.to, page)}: ${words}`;
  if (fault.path.startsWith('name')) {
    const language = LANGUAGES.find((each) => fault.path.endsWith(each)) ?? 'ru';
    return `${t('processes.name')}, ${t(`processes.language.${language}`)}: ${words}`;
  }
  return fault.path === 'id' ? `${t('processes.id')}: ${words}` : words;
}

/** A step in the reader's own language: its name in another one is no word of a sentence. */
function placeOf(state: EditorState, place: number, { t, language }: Page): string {
  return state.steps[place]?.name[language] || t('processes.step.number', { number: place + 1 });
}

/** Which field of a step a fault is of, in words: its name and language. */
function fieldWords(path: string, t: Texts): string[] {
  const part = PARTS.find((each) => path.includes(`].${each}`));
  const language = LANGUAGES.find((each) => path.endsWith(`.${each}`));
  const words = part === undefined ? [] : [t(`processes.step.${part}`)];
  return language === undefined ? words : [...words, t(`processes.language.${language}`)];
}

/** What a step is called in lists, by its place. */
export function nameAt(state: EditorState, place: number, { t, language }: Page): string {
  const step = state.steps[place];
  return (
    step?.name[language] ||
    step?.name.ru ||
    step?.name.en ||
    step?.id ||
    t('processes.step.number', { number: place + 1 })
  );
}

/** The field a fault is shown beside; the address of its place on the page. */
export function fieldOf(fault: ProcessFault, state: EditorState): string {
  const step = STEP.exec(fault.path);
  if (step) {
    const [, part, language] = /\]\.(\w+)(?:\.(\w+))?$/.exec(fault.path) ?? [];
    if (part === undefined) return `step-${step[1]}`;
    return [part, step[1], language].filter((each) => each !== undefined).join('-');
  }
  const way = state.ways[Number(WAY.exec(fault.path)?.[1] ?? -1)];
  if (way) return `cell-${way.from}-${way.to}`;
  return fault.path.replaceAll('.', '-');
}
