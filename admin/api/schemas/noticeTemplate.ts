import { z } from '@hono/zod-openapi';
import { LANGUAGES } from '../../../core/i18n.ts';
import { TEMPLATES } from '../../../core/notification/texts.ts';
import { pageOf } from './page.ts';
import { baseVersion } from './routing.ts';

const key = {
  template: z.enum(TEMPLATES).openapi({ description: 'Occasion of the notice', example: 'closed' }),
  channel: z.string().openapi({ description: 'Channel it goes out on, or `email`', example: 'sms' }),
  language: z.enum(LANGUAGES).openapi({ example: 'ru' }),
};
const text = z.string().openapi({
  description: 'With its placeholders in double braces',
  example: 'Обращение {{number}} закрыто.',
});

export const NoticeTemplate = z
  .object({
    ...key,
    text: text.openapi({ description: 'What counts now' }),
    original: text.openapi({ description: 'What counts without a wording of the house' }),
    version: z.int().openapi({ description: '0: the original counts', example: 0 }),
    placeholders: z.array(z.string()).openapi({ example: ['number'] }),
    required: z
      .array(z.string())
      .openapi({ description: 'Placeholders it cannot do without', example: ['number'] }),
  })
  .openapi('NoticeTemplate', { description: 'The wording of a notice on a channel in a language' });

export const NoticeTemplatePage = pageOf('NoticeTemplatePage', NoticeTemplate);
export const NoticeTemplateChange = z
  .strictObject({ ...key, text, baseVersion })
  .openapi('NoticeTemplateChange');
export const NoticeTemplateReset = z.strictObject({ ...key, baseVersion }).openapi('NoticeTemplateReset');
