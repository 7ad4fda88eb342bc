import { createRoute, z } from '@hono/zod-openapi';
import { LANGUAGES } from '../../core/i18n.ts';
import { placeholdersOf } from '../../core/notification/checkWording.ts';
import { listWordings, type WordingKey } from '../../core/notification/noticeTemplates.ts';
import { resetWording, saveWording } from '../../core/notification/saveWording.ts';
import { defaultWording } from '../../core/notification/texts.ts';
import { wordedNotices } from '../../core/notification/wordedNotices.ts';
import { requireManager } from '../../core/setting/requireManager.ts';
import { shortPaging } from './parameters.ts';
import { answers, type ProblemStatus } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import {
  NoticeTemplate,
  NoticeTemplateChange,
  NoticeTemplatePage,
  NoticeTemplateReset,
} from './schemas/noticeTemplate.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Settings'];
const PROBLEMS: ProblemStatus[] = [400, 404, 409, 413, 415];

const list = createRoute({
  method: 'get',
  path: '/notice-templates',
  tags: TAGS,
  operationId: 'listNoticeTemplates',
  summary: 'List the wordings of notices, by occasion, channel and language',
  request: { query: z.strictObject(shortPaging) },
  responses: answers(NoticeTemplatePage, 'The wordings', [400]),
});
const save = createRoute({
  method: 'post',
  path: '/notice-templates',
  tags: TAGS,
  operationId: 'changeNoticeTemplate',
  summary: 'Set the wording of a notice',
  description: 'It counts from the next notice on. `baseVersion` 0 where the original counted.',
  request: { body: { required: true, content: { 'application/json': { schema: NoticeTemplateChange } } } },
  responses: answers(NoticeTemplate, 'The wording', PROBLEMS),
});
const reset = createRoute({
  method: 'post',
  path: '/notice-templates/reset',
  tags: TAGS,
  operationId: 'resetNoticeTemplate',
  summary: 'Go back to the original wording of a notice',
  request: { body: { required: true, content: { 'application/json': { schema: NoticeTemplateReset } } } },
  responses: answers(NoticeTemplate, 'The wording', PROBLEMS),
});

/** /notice-templates: what people are told. */
export function noticeTemplateRoutes(ctx: ApiContext) {
  const readAll = async () => {
    const wordings = await listWordings(ctx.db);
    return wordedNotices(ctx.senders).flatMap(({ template, channels }) =>
      channels.flatMap((channel) =>
        LANGUAGES.map((language) => {
          const stored = wordings.find(
            (each) => each.template === template && each.channel === channel && each.language === language,
          );
          const original = defaultWording(ctx.senders.get(channel) ?? {}, language, template);
          const { known: placeholders, required } = placeholdersOf(template);
          const text = stored?.text ?? original;
          const version = stored?.version ?? 0;
          return { template, channel, language, text, original, version, placeholders, required };
        }),
      ),
    );
  };
  const readOne = async (key: WordingKey) => {
    const found = (await readAll()).find((each) => keyOf(each) === keyOf(key));
    if (!found) throw new Error('a wording that was just changed is not there');
    return found;
  };

  return createRouter()
    .openapi(list, async (c) => {
      requireManager(c.var.actor);
      return c.json(shortPage(await readAll(), c.req.valid('query'), keyOf), 200);
    })
    .openapi(save, async (c) => {
      const change = c.req.valid('json');
      await saveWording(ctx, c.var.actor, change);
      return c.json(await readOne(change), 200);
    })
    .openapi(reset, async (c) => {
      const change = c.req.valid('json');
      await resetWording(ctx, c.var.actor, change);
      return c.json(await readOne(change), 200);
    });
}

function keyOf({ template, channel, language }: WordingKey): string {
  return `${template}:${channel}:${language}`;
}
