import type { Subscriber } from '../../subscribers/store.ts';
import type { Queryable } from '../../transaction.ts';
import { type BotCommand, readBot, readCommands } from '../botStore.ts';
import { type LastPress, readLastPress } from '../callbackStore.ts';
import { listChat } from '../messageStore.ts';
import { listUpdates } from '../updates/store.ts';
import { type ReplyKeyboard, readKeyboard } from './readKeyboard.ts';
import { type Bubble, toBubble } from './toBubble.ts';

const SHOWN = 80;
const MAX_WAITING = 1000;

/** A chat with the bot as the person sees it. */
export interface Chat {
  /** How the bot hears of him: by webhook, by polls, or not at all now. */
  bot: 'webhook' | 'polling' | 'away';
  commands: BotCommand[];
  keyboard: ReplyKeyboard | null;
  bubbles: Bubble[];
  press: LastPress | null;
}

/** @param isPolled whether the bot fetches its updates now. */
export async function readChat(
  db: Queryable,
  botId: number,
  person: Subscriber,
  isPolled: boolean,
): Promise<Chat> {
  const [{ webhook }, commands, messages, press, waiting] = await Promise.all([
    readBot(db, botId),
    readCommands(db, botId, person.languageCode),
    listChat(db, botId, String(person.id), SHOWN),
    readLastPress(db, botId, person.id),
    listUpdates(db, botId, { chatId: person.id, limit: MAX_WAITING }),
  ]);
  const undelivered = new Set(waiting.map((update) => update.update_id));
  return {
    bot: webhook ? 'webhook' : isPolled ? 'polling' : 'away',
    commands,
    keyboard: readKeyboard(messages),
    bubbles: messages.map((message) => toBubble(message, undelivered)),
    press,
  };
}
