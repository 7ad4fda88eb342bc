import { Bot, type Context } from 'grammy';
import type { ChannelDeps } from '../../core/channel.ts';
import { toSendError } from './apiError.ts';
import type { Background } from './background.ts';
import { isForUs } from './isForUs.ts';
import { phoneKeyboard } from './phoneKeyboard.ts';
import { personLanguage, texts } from './texts.ts';
import { toContact } from './toContact.ts';

/** Matched on the text, as some clients leave out the entity that marks a command. */
const START = /^\/start(?:@\w+)?(?:\s|$)/;
const API_TIMEOUT_SECONDS = 10;

/**
 * Builds the bot: what it does with each update.
 * @param options.token the bot's token; its own id is the part before the colon, so that no call to Telegram is
 * needed to begin.
 * @param options.apiRoot another Bot API server; Telegram's own when undefined.
 * @param options.background where calls go that the acknowledgement must not wait for.
 * @returns a bot whose `handleUpdate` rejects with what `accept` threw, wrapped in grammY's BotError.
 */
export function createBot(options: {
  token: string;
  apiRoot: string | undefined;
  deps: ChannelDeps;
  background: Background;
}): Bot {
  const { token, apiRoot, deps, background } = options;
  const botId = Number(token.split(':', 1).join(''));
  const bot = new Bot(token, {
    botInfo: botInfo(botId),
    client: { apiRoot, timeoutSeconds: API_TIMEOUT_SECONDS },
  });

  bot.chatType('private').filter(isStart, (ctx) => {
    if (ctx.message && !ctx.from.is_bot) background.run(greet(ctx, deps));
  });
  bot.on(['message', 'edited_message'], async (ctx, next) => {
    if (!isForUs(ctx.msg, botId)) return next();
    await deps.accept(toContact(ctx.update, ctx.msg, botId));
  });
  let ignored = 0;
  bot.use((ctx) => {
    ignored += 1;
    deps.log.debug({ updateId: ctx.update.update_id, ignored }, 'update holds nothing from a customer');
  });
  return bot;
}

/** Only these two were checked for their shape; any other update may hold anything. */
function isStart(ctx: Context): boolean {
  return START.test((ctx.message ?? ctx.editedMessage)?.text ?? '');
}

async function greet(ctx: Context, deps: ChannelDeps): Promise<void> {
  const language = personLanguage(ctx.from?.language_code);
  try {
    await ctx.reply(texts(language)('greeting'), { reply_markup: phoneKeyboard(language) });
  } catch (error) {
    const { code, message } = toSendError(error);
    deps.log.warn({ code, reason: message, updateId: ctx.update.update_id }, 'greeting not sent');
  }
}

/** What getMe would tell. Only the id is used here. */
function botInfo(id: number): Bot['botInfo'] {
  return {
    id,
    is_bot: true,
    first_name: 'HELPDesk',
    username: `id${id}bot`,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}
