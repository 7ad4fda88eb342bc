import type { Queryable } from '../transaction.ts';

/** A message of a chat, whoever wrote it; the rest of the Bot API's Message is in it as it is. */
export interface StoredMessage {
  messageId: number;
  /** The bot wrote it. */
  outgoing: boolean;
  /** The update it came to the bot in. */
  updateId: number | null;
  body: Record<string, unknown>;
}

interface Row {
  message_id: string;
  outgoing: boolean;
  update_id: string | null;
  body: Record<string, unknown>;
}

const COLUMNS = 'message_id, outgoing, update_id, body';

/** Takes an id for a message of a person, out of the same count as the ids of what the bot sends. */
export async function nextMessageId(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ id: string }>(
    `select nextval(pg_get_serial_sequence('sandbox.message', 'id')) as id`,
  );
  return Number(rows[0]?.id);
}

/** Keeps a message; one that is kept already stays as it is. */
export async function keepMessage(
  db: Queryable,
  botId: number,
  chatId: string,
  message: StoredMessage,
): Promise<void> {
  const { messageId, outgoing, updateId, body } = message;
  await db.query(
    `insert into sandbox.telegram_message (bot_id, chat_id, message_id, outgoing, update_id, body)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [botId, chatId, messageId, outgoing, updateId, JSON.stringify(body)],
  );
}

/** One message of a chat that was not deleted. */
export async function findMessage(
  db: Queryable,
  botId: number,
  chatId: string,
  messageId: number,
): Promise<StoredMessage | undefined> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from sandbox.telegram_message
     where bot_id = $1 and chat_id = $2 and message_id = $3 and not deleted`,
    [botId, chatId, messageId],
  );
  return rows[0] && toMessage(rows[0]);
}

/** The newest messages of a chat, oldest of them first. */
export async function listChat(
  db: Queryable,
  botId: number,
  chatId: string,
  limit: number,
): Promise<StoredMessage[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from sandbox.telegram_message
     where bot_id = $1 and chat_id = $2 and not deleted order by message_id desc limit $3`,
    [botId, chatId, limit],
  );
  return rows.reverse().map(toMessage);
}

/** Puts another content in the place of a message. */
export async function replaceMessage(
  db: Queryable,
  botId: number,
  chatId: string,
  message: StoredMessage,
): Promise<void> {
  await db.query(
    'update sandbox.telegram_message set body = $4 where bot_id = $1 and chat_id = $2 and message_id = $3',
    [botId, chatId, message.messageId, JSON.stringify(message.body)],
  );
}

/** @returns whether there was such a message. */
export async function removeMessage(
  db: Queryable,
  botId: number,
  chatId: string,
  messageId: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update sandbox.telegram_message set deleted = true
     where bot_id = $1 and chat_id = $2 and message_id = $3 and not deleted`,
    [botId, chatId, messageId],
  );
  return rowCount === 1;
}

function toMessage(row: Row): StoredMessage {
  return {
    messageId: Number(row.message_id),
    outgoing: row.outgoing,
    updateId: row.update_id === null ? null : Number(row.update_id),
    body: row.body,
  };
}
