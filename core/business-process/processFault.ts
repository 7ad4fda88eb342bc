import type { Bilingual } from './process.ts';

/** What may be wrong with a process: the word a person is told it by. */
const FAULT_CODES = [
  'id.form',
  'required',
  'too_long',
  'steps.none',
  'steps.many',
  'transitions.many',
  'step.duplicate',
  'category.unknown',
  'start.done',
  'done.none',
  'unreachable',
  'dead_end',
  'done.leaves',
  'transition.unknown',
  'transition.self',
  'transition.duplicate',
  'by.none',
  'by.unknown',
  'orderState.unknown',
  'orderState.twice',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** One fault of a process. */
export interface ProcessFault {
  /** Which field, e.g. `steps[2].name.en`; `steps` for all of them. */
  path: string;
  code: FaultCode;
  /** The longest length or the most there may be, where that is the fault. */
  limit?: number;
}

const LANGUAGES = ['ru', 'en'] as const;

/** Faults of a text that must be there in both languages. @param limit characters. */
export function checkBilingual(text: Bilingual, path: string, limit: number): ProcessFault[] {
  return LANGUAGES.flatMap((language): ProcessFault[] => {
    const at = `${path}.${language}`;
    if (text[language].trim() === '') return [{ path: at, code: 'required' }];
    return text[language].length > limit ? [{ path: at, code: 'too_long', limit }] : [];
  });
}
