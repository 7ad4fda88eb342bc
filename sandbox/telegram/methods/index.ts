import { ok } from '../answer.ts';
import { botUser } from '../objects.ts';
import { answerCallbackQuery } from './answerCallbackQuery.ts';
import type { Method } from './call.ts';
import { deleteMessage } from './deleteMessage.ts';
import { editMessageReplyMarkup, editMessageText } from './editMessage.ts';
import { getFile } from './getFile.ts';
import { getUpdates } from './getUpdates.ts';
import { sendChatAction } from './sendChatAction.ts';
import { sendFile } from './sendFile.ts';
import { sendMessage } from './sendMessage.ts';
import { setMyCommands } from './setMyCommands.ts';
import { deleteWebhook, getWebhookInfo, setWebhook } from './webhook.ts';

/**
 * The Bot API methods that are here, by their lower-case names (the API does not mind the case).
 * @see https://core.telegram.org/bots/api#available-methods
 */
export const methods: Record<string, Method> = {
  getme: ({ c, botId }) =>
    ok(c, {
      ...botUser(botId),
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
      can_connect_to_business: false,
      has_main_web_app: false,
    }),
  sendmessage: sendMessage,
  sendphoto: sendFile('photo'),
  senddocument: sendFile('document'),
  sendchataction: sendChatAction,
  editmessagetext: editMessageText,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: deleteMessage,
  answercallbackquery: answerCallbackQuery,
  setmycommands: setMyCommands,
  getfile: getFile,
  getupdates: getUpdates,
  setwebhook: setWebhook,
  deletewebhook: deleteWebhook,
  getwebhookinfo: getWebhookInfo,
};
