import { type Subscriber, setBlocked } from '../../subscribers/store.ts';
import { type Hub, submitUpdate } from '../hub.ts';
import { botUser, personUser, privateChat, unixNow } from '../objects.ts';
import type { Update } from '../updates/store.ts';

/**
 * Blocks the bot for a person, or lets it speak again, and tells the bot.
 * @see https://core.telegram.org/bots/api#chatmemberupdated
 */
export function blockBot(hub: Hub, person: Subscriber, blocked: boolean): Promise<Update> {
  const botId = hub.currentBot;
  const about = { botId, chatId: person.id, kind: 'my_chat_member' } as const;
  return submitUpdate(hub, about, async (db) => {
    await setBlocked(db, person.id, blocked);
    const user = botUser(botId);
    const kicked = { status: 'kicked', user, until_date: 0 };
    const member = { status: 'member', user };
    return {
      chat: privateChat(person),
      from: personUser(person),
      date: unixNow(),
      old_chat_member: blocked ? member : kicked,
      new_chat_member: blocked ? kicked : member,
    };
  });
}
