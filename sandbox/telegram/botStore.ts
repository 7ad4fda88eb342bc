import type { Queryable } from '../transaction.ts';

/** Where a bot wants its updates sent, as setWebhook was told. */
export interface Webhook {
  url: string;
  secretToken: string | null;
  maxConnections: number;
}

/** A bot as the server remembers it. */
export interface BotRecord {
  id: number;
  webhook: Webhook | null;
  /** Kinds of updates it takes; null: all that are not asked for by name only. */
  allowedUpdates: string[] | null;
  lastError: { message: string; at: Date } | null;
}

/** A line of the bot's menu. */
export interface BotCommand {
  command: string;
  description: string;
}

/** Makes the bot known, should it not be. */
export async function ensureBot(db: Queryable, id: number): Promise<void> {
  await db.query('insert into sandbox.telegram_bot (id) values ($1) on conflict do nothing', [id]);
}

interface Row {
  webhook: Webhook | null;
  allowed_updates: string[] | null;
  last_error: string | null;
  last_error_at: Date | null;
}

/** The bot of an id; one nobody has called yet has no webhook. */
export async function readBot(db: Queryable, id: number): Promise<BotRecord> {
  const { rows } = await db.query<Row>(
    'select webhook, allowed_updates, last_error, last_error_at from sandbox.telegram_bot where id = $1',
    [id],
  );
  const row = rows[0];
  const failed = row?.last_error != null && row.last_error_at !== null;
  return {
    id,
    webhook: row?.webhook ?? null,
    allowedUpdates: row?.allowed_updates ?? null,
    lastError: failed ? { message: row.last_error ?? '', at: row.last_error_at ?? new Date(0) } : null,
  };
}

/** Ids of the bots that have a webhook. */
export async function listPushed(db: Queryable): Promise<number[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id from sandbox.telegram_bot where webhook is not null',
  );
  return rows.map(({ id }) => Number(id));
}

/** Sets the webhook, or with null takes it away; what had gone wrong with the one before is forgotten. */
export async function setWebhook(db: Queryable, id: number, webhook: Webhook | null): Promise<void> {
  await db.query(
    `update sandbox.telegram_bot set webhook = $2, last_error = null, last_error_at = null where id = $1`,
    [id, webhook && JSON.stringify(webhook)],
  );
}

export async function setAllowedUpdates(db: Queryable, id: number, allowed: string[]): Promise<void> {
  await db.query('update sandbox.telegram_bot set allowed_updates = $2 where id = $1', [
    id,
    JSON.stringify(allowed),
  ]);
}

/** Remembers why the webhook did not take an update. @param message without anything of the update. */
export async function setLastError(db: Queryable, id: number, message: string): Promise<void> {
  await db.query('update sandbox.telegram_bot set last_error = $2, last_error_at = now() where id = $1', [
    id,
    message,
  ]);
}

/** Sets the menu of one language; '' is for all that have none of their own. */
export async function setCommands(
  db: Queryable,
  id: number,
  language: string,
  commands: BotCommand[],
): Promise<void> {
  await db.query(
    'update sandbox.telegram_bot set commands = commands || jsonb_build_object($2::text, $3::jsonb) where id = $1',
    [id, language, JSON.stringify(commands)],
  );
}

/** The menu a person of this language sees. */
export async function readCommands(db: Queryable, id: number, language: string): Promise<BotCommand[]> {
  const { rows } = await db.query<{ commands: Record<string, BotCommand[]> }>(
    'select commands from sandbox.telegram_bot where id = $1',
    [id],
  );
  const commands = rows[0]?.commands ?? {};
  return commands[language] ?? commands[''] ?? [];
}
