import type { Language } from '../../../core/i18n.ts';

const UNITS = [
  ['megabyte', 1_000_000],
  ['kilobyte', 1_000],
  ['byte', 1],
] as const;

/** `1,2 МБ`, `340 кБ`: a file's length, two digits of it at the least. @param bytes not negative. */
export function sizeLabel(bytes: number, language: Language): string {
  const [unit, size] = UNITS.find(([, each]) => bytes >= each) ?? (['byte', 1] as const);
  const value = bytes / size;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
