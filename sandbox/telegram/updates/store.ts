import type { Queryable } from '../../transaction.ts';

/** Kinds of updates a bot gets only when it asks for them by name. */
const BY_NAME_ONLY = ['chat_member', 'message_reaction', 'message_reaction_count'];
/** Telegram keeps what nobody fetches no longer than this. */
const KEPT = '24 hours';

/** An update of the Bot API, its id among its fields. */
export type Update = Record<string, unknown> & { update_id: number };

/** The kinds of updates people cause here. */
export type UpdateKind = 'message' | 'callback_query' | 'my_chat_member';

/**
 * Takes the next update id of a bot. It holds the bot's row until the end of the transaction.
 * @returns the id, and whether the bot takes this kind of update.
 */
export async function nextUpdate(
  db: Queryable,
  botId: number,
  kind: UpdateKind,
): Promise<{ updateId: number; wanted: boolean }> {
  const { rows } = await db.query<{ id: string; allowed: string[] | null }>(
    `insert into sandbox.telegram_bot as b (id) values ($1)
     on conflict (id) do update set last_update_id = b.last_update_id + 1
     returning last_update_id as id, allowed_updates as allowed`,
    [botId],
  );
  const row = rows[0];
  const allowed = row?.allowed ?? [];
  const wanted = allowed.length === 0 ? !BY_NAME_ONLY.includes(kind) : allowed.includes(kind);
  return { updateId: Number(row?.id), wanted };
}

/** Puts an update into the bot's queue, and drops what has lain there too long. */
export async function queueUpdate(
  db: Queryable,
  botId: number,
  chatId: number,
  update: Update,
): Promise<void> {
  await db.query(
    `delete from sandbox.telegram_update where bot_id = $1 and at < now() - interval '${KEPT}'`,
    [botId],
  );
  await db.query(
    'insert into sandbox.telegram_update (bot_id, update_id, chat_id, body) values ($1, $2, $3, $4)',
    [botId, update.update_id, chatId, JSON.stringify(update)],
  );
}

/** The oldest updates of a bot, of all chats or of one. */
export async function listUpdates(
  db: Queryable,
  botId: number,
  filter: { chatId?: number; limit: number },
): Promise<Update[]> {
  const { rows } = await db.query<{ body: Update }>(
    `select body from sandbox.telegram_update where bot_id = $1 and ($2::bigint is null or chat_id = $2)
     order by update_id limit $3`,
    [botId, filter.chatId ?? null, filter.limit],
  );
  return rows.map(({ body }) => body);
}

/** The chats whose updates wait. */
export async function listWaitingChats(db: Queryable, botId: number): Promise<number[]> {
  const { rows } = await db.query<{ chat_id: string }>(
    'select distinct chat_id from sandbox.telegram_update where bot_id = $1',
    [botId],
  );
  return rows.map((row) => Number(row.chat_id));
}

/** Drops the updates before `offset`: the bot has them. */
export async function confirmBefore(db: Queryable, botId: number, offset: number): Promise<void> {
  await db.query('delete from sandbox.telegram_update where bot_id = $1 and update_id < $2', [botId, offset]);
}

/** Drops all but the newest `count` updates. */
export async function forgetAllBut(db: Queryable, botId: number, count: number): Promise<void> {
  await db.query(
    `delete from sandbox.telegram_update where bot_id = $1 and update_id not in
       (select update_id from sandbox.telegram_update where bot_id = $1 order by update_id desc limit $2)`,
    [botId, count],
  );
}

/** Drops one update: it was delivered. */
export async function dropUpdate(db: Queryable, botId: number, updateId: number): Promise<void> {
  await db.query('delete from sandbox.telegram_update where bot_id = $1 and update_id = $2', [
    botId,
    updateId,
  ]);
}

export async function countPending(db: Queryable, botId: number): Promise<number> {
  const { rows } = await db.query<{ count: string }>(
    'select count(*) from sandbox.telegram_update where bot_id = $1',
    [botId],
  );
  return Number(rows[0]?.count ?? 0);
}
