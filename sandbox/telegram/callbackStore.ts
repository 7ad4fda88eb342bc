import type { Queryable } from '../transaction.ts';

/** What the bot said to a pressed button. */
export interface CallbackAnswer {
  /** Empty: nothing, the wait is over. */
  text: string;
  /** To be shown until it is closed. */
  alert: boolean;
}

/** The button a person pressed last in a chat. */
export interface LastPress {
  id: string;
  messageId: number;
  data: string;
  /** Null while the bot has not answered. */
  answer: CallbackAnswer | null;
}

/** Keeps a press. @returns the id of the callback query. */
export async function keepPress(
  db: Queryable,
  press: { botId: number; chatId: number; messageId: number; data: string },
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    'insert into sandbox.telegram_callback (bot_id, chat_id, message_id, data) values ($1, $2, $3, $4) returning id',
    [press.botId, press.chatId, press.messageId, press.data],
  );
  return rows[0]?.id ?? '';
}

/** Keeps the bot's answer to a press. */
export async function keepAnswer(
  db: Queryable,
  botId: number,
  id: string,
  answer: CallbackAnswer,
): Promise<void> {
  await db.query('update sandbox.telegram_callback set answer = $3 where bot_id = $1 and id = $2', [
    botId,
    id,
    JSON.stringify(answer),
  ]);
}

/** The last press in a chat; null where there is none. */
export async function readLastPress(db: Queryable, botId: number, chatId: number): Promise<LastPress | null> {
  const { rows } = await db.query<{
    id: string;
    message_id: string;
    data: string;
    answer: CallbackAnswer | null;
  }>(
    `select id, message_id, data, answer from sandbox.telegram_callback
     where bot_id = $1 and chat_id = $2 order by id desc limit 1`,
    [botId, chatId],
  );
  const row = rows[0];
  return row ? { id: row.id, messageId: Number(row.message_id), data: row.data, answer: row.answer } : null;
}
