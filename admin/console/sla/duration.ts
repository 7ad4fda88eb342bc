import type { Language } from '../../../core/i18n.ts';

const UNITS = [
  ['hour', 60],
  ['minute', 1],
] as const;

/** `2 ч 15 мин`: working time; hours are not summed up to days, for a working day has as many as its calendar says. */
export function durationLabel(minutes: number, language: Language): string {
  let left = Math.max(0, Math.round(minutes));
  const words: string[] = [];
  for (const [unit, size] of UNITS) {
    const value = Math.floor(left / size);
    left -= value * size;
    if (value === 0 && !(unit === 'minute' && words.length === 0)) continue;
    words.push(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value));
  }
  return words.join(' ').replaceAll(' ', '\u00a0');
}
