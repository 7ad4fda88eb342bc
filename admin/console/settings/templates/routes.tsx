import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Outbound } from '../../../../core/channel.ts';
import type { HouseContext } from '../../../../core/context.ts';
import { NotFound } from '../../../../core/errors.ts';
import { LANGUAGES } from '../../../../core/i18n.ts';
import { checkWording, InvalidWording, placeholdersOf } from '../../../../core/notification/checkWording.ts';
import { listWordings, type WordingKey } from '../../../../core/notification/noticeTemplates.ts';
import { previewWording, type WordingPreview } from '../../../../core/notification/previewWording.ts';
import { resetWording, saveWording } from '../../../../core/notification/saveWording.ts';
import { defaultWording, TEMPLATES } from '../../../../core/notification/texts.ts';
import { isWorded, wordedNotices } from '../../../../core/notification/wordedNotices.ts';
import type { ConsoleEnv, PageOf } from '../../env.ts';
import { type Failure, toFailure } from '../../failure.ts';
import { leaveFlash } from '../../layout/flash.ts';
import { sendPage, sendPart } from '../../layout/render.tsx';
import { actorIn } from '../../readInput.ts';
import { Preview, TemplatePage } from './TemplatePage.tsx';
import { TemplatesPage } from './TemplatesPage.tsx';

type Ask = Context<ConsoleEnv>;
interface Typed {
  text: string;
  version: number;
}

const keySchema = z.object({
  template: z.enum(TEMPLATES),
  channel: z.string().max(40),
  language: z.enum(LANGUAGES),
});
const formSchema = z.object({
  text: z.string().max(20_000).catch(''),
  version: z.coerce.number().int().min(0).catch(0),
  action: z.enum(['save', 'preview']).catch('save'),
});
const ONE = '/:template/:channel/:language';

/** Pages under /settings/templates. */
export function createTemplatePages(
  ctx: Pick<HouseContext, 'db' | 'senders'>,
  options: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  /** The wording the address names and the channel that sends it. */
  const keyIn = (c: Ask): { key: WordingKey; outbound: Outbound } => {
    const key = keySchema.safeParse(c.req.param());
    const outbound = key.success ? ctx.senders.get(key.data.channel) : undefined;
    if (!key.success || !outbound || !isWorded(ctx.senders, key.data)) {
      throw new NotFound('wording.not_found', 'There is no such notice');
    }
    return { key: key.data, outbound };
  };

  const gather = async (c: Ask, typed: Typed | null, failure: Failure | null) => {
    const { key, outbound } = keyIn(c);
    const stored = (await listWordings(ctx.db)).find(
      (each) =>
        each.template === key.template && each.channel === key.channel && each.language === key.language,
    );
    const original = defaultWording(outbound, key.language, key.template);
    const text = typed?.text ?? stored?.text ?? original;
    return {
      page: options.pageOf(c),
      of: key,
      text,
      baseVersion: stored?.version ?? 0,
      stored,
      original,
      placeholders: placeholdersOf(key.template),
      preview: previewOf(key, text, outbound),
      failure,
    };
  };
  const show = async (c: Ask, typed: Typed | null = null, failure: Failure | null = null) =>
    sendPage(c, <TemplatePage {...(await gather(c, typed, failure))} />, failure?.status);

  routes.get('/', async (c) => {
    const wordings = await listWordings(ctx.db);
    const props = { page: options.pageOf(c), notices: wordedNotices(ctx.senders), wordings };
    return sendPage(c, <TemplatesPage {...props} />);
  });
  routes.get(ONE, (c) => show(c));

  routes.post(ONE, async (c) => {
    const { key } = keyIn(c);
    const { action, ...typed } = formSchema.parse(await c.req.parseBody());
    if (action === 'preview') return show(c, typed, faultOf(key, typed.text));
    try {
      await saveWording(ctx, actorIn(c), { ...key, text: typed.text, baseVersion: typed.version });
    } catch (error) {
      return show(c, typed, wordingFailure(error));
    }
    leaveFlash(c, 'saved');
    return c.redirect('/settings/templates', 303);
  });

  routes.post(`${ONE}/preview`, async (c) => {
    const typed = formSchema.parse(await c.req.parseBody());
    return sendPart(c, <Preview {...(await gather(c, typed, null))} />);
  });

  routes.post(`${ONE}/reset`, async (c) => {
    const { key } = keyIn(c);
    const { version: baseVersion } = formSchema.parse(await c.req.parseBody());
    try {
      await resetWording(ctx, actorIn(c), { ...key, baseVersion });
    } catch (error) {
      return show(c, null, toFailure(error));
    }
    leaveFlash(c, 'wordingReset');
    return c.redirect('/settings/templates', 303);
  });

  return routes;
}

function previewOf(key: WordingKey, text: string, outbound: Outbound): WordingPreview | null {
  return faultOf(key, text) === null ? previewWording(key, text, outbound) : null;
}

function faultOf(key: WordingKey, text: string): Failure | null {
  try {
    checkWording(key.template, text);
    return null;
  } catch (error) {
    return wordingFailure(error);
  }
}

function wordingFailure(error: unknown): Failure {
  if (!(error instanceof InvalidWording)) return toFailure(error);
  return { key: `settings.error.wording.${error.fault}`, params: { word: error.word }, status: 400 };
}
