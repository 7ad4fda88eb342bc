import type { WordingKey } from '../../../../core/notification/noticeTemplates.ts';
import type { Template } from '../../../../core/notification/texts.ts';
import { en } from '../../locales/en.ts';
import type { TextKey, Texts } from '../../texts.ts';

/** What a notice is for, in words; one that has no words yet is shown by its name. */
export function templateLabel(template: Template, t: Texts): string {
  const key = `settings.template.${template}`;
  return isKey(key) ? t(key) : template;
}

/** What a placeholder is filled in with, in words. */
export function placeholderLabel(name: string, t: Texts): string {
  const key = `settings.placeholder.${name}`;
  return isKey(key) ? t(key) : name;
}

/** The page of one wording. */
export function templateUrl({ template, channel, language }: WordingKey): string {
  return `/settings/templates/${[template, channel, language].map(encodeURIComponent).join('/')}`;
}

function isKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}
