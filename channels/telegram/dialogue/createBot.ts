import { Bot, type BotConfig, type Context } from 'grammy';
import type { ChannelDeps } from '../../../core/channel.ts';
import { isForUs } from '../inbound/isForUs.ts';
import { ownPhone } from '../inbound/ownPhone.ts';
import { isPress, toChoice } from '../inbound/toChoice.ts';
import { toContact } from '../inbound/toContact.ts';
import { type Command, readCommand } from './commands.ts';
import type { Dialogue } from './createDialogue.ts';
import { isSettled } from './settledButton.ts';

/**
 * Builds the bot: what it does with each update.
 * @param options.account our own id, as the token tells it, so that no call to Telegram is needed to begin.
 * @param options.settleMs how long more of a burst of messages may follow.
 * @param options.dialogue what it says by itself, behind the acknowledgement.
 * @returns a bot whose `handleUpdate` rejects with what `accept` threw, wrapped in grammY's BotError.
 */
export function createBot(options: {
  token: string;
  account: string;
  client: BotConfig<Context>['client'];
  deps: ChannelDeps;
  settleMs: number;
  dialogue: Dialogue;
}): Bot {
  const { token, account, deps, settleMs, dialogue } = options;
  const botId = Number(account);
  const bot = new Bot(token, { botInfo: botInfo(botId), client: options.client });

  bot.on('callback_query', async (ctx, next) => {
    const query = ctx.callbackQuery;
    if (query.from.is_bot) return next();
    if (!isPress(query)) return dialogue.answerDeadButton(ctx);
    if (isSettled(query.data)) return dialogue.answerSettledButton(ctx);
    await deps.accept(toChoice(ctx.update, query, account));
    dialogue.confirmChoice(ctx, query);
  });
  bot.chatType('private').use(async (ctx, next) => {
    const command = commandOf(ctx);
    if (command === null) return next();
    if (ctx.message && !ctx.from?.is_bot) dialogue.answerCommand(ctx, command);
  });
  bot.on(['message', 'edited_message'], async (ctx, next) => {
    if (!isForUs(ctx.msg, botId)) return next();
    const accepted = await deps.accept(toContact(ctx.update, ctx.msg, { account, settleMs }));
    if (ownPhone(ctx.msg) !== null && !accepted.duplicate) dialogue.thankForPhone(ctx);
  });
  let ignored = 0;
  bot.use((ctx) => {
    ignored += 1;
    deps.log.debug({ updateId: ctx.update.update_id, ignored }, 'update holds nothing from a customer');
  });
  return bot;
}

/** Only these two were checked for their shape; any other update may hold anything. */
function commandOf(ctx: Context): Command | null {
  return readCommand((ctx.message ?? ctx.editedMessage)?.text);
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
