import type { Subscriber } from '../../subscribers/store.ts';
import { type Hub, submitUpdate } from '../hub.ts';
import { keepMessage, nextMessageId } from '../messageStore.ts';
import { personUser, privateChat, unixNow } from '../objects.ts';
import type { Update } from '../updates/store.ts';

/**
 * Takes what a person says to the bot.
 * @param content the fields of the Bot API's Message that say it, e.g. `text`.
 * @see https://core.telegram.org/bots/api#message
 */
export function receiveMessage(hub: Hub, person: Subscriber, content: object): Promise<Update> {
  const botId = hub.currentBot;
  return submitUpdate(hub, { botId, chatId: person.id, kind: 'message' }, async (db, updateId) => {
    const messageId = await nextMessageId(db);
    const body = {
      message_id: messageId,
      from: personUser(person),
      chat: privateChat(person),
      date: unixNow(),
      ...content,
    };
    await keepMessage(db, botId, String(person.id), { messageId, outgoing: false, updateId, body });
    return body;
  });
}

/** A text, and where it begins with a command the entity that marks it. */
export function textContent(text: string): object {
  const command = /^\/[A-Za-z0-9_]{1,32}(?:@\w+)?/.exec(text)?.[0];
  return { text, ...(command && { entities: [{ type: 'bot_command', offset: 0, length: command.length }] }) };
}
