import { expect, test } from 'vitest';
import { chooseLanguage } from './language.ts';

test.each([
  [undefined, undefined, 'ru'],
  [undefined, '', 'ru'],
  [undefined, 'en', 'en'],
  [undefined, 'en-US,en;q=0.9,ru;q=0.8', 'en'],
  [undefined, 'ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
  [undefined, 'de-DE,de;q=0.9', 'ru'],
  [undefined, 'de,en;q=0.3', 'en'],
  [undefined, 'en;q=nonsense', 'ru'],
  ['en', 'ru', 'en'],
  ['ru', 'en', 'ru'],
  ['xx', 'en', 'en'],
] as const)('?lang=%s with “%s” is %s', (asked, header, language) => {
  expect(chooseLanguage(asked, header)).toBe(language);
});
