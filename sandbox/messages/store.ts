import type pg from 'pg';
import { digitsOf } from '../digits.ts';
import type { Queryable } from '../transaction.ts';

export const messagesDdl = `
create table if not exists sandbox.message (
  id bigint generated always as identity primary key,
  channel text not null,
  recipient text not null,
  recipient_key text not null,
  body text not null,
  subject text,
  reply_markup jsonb,
  idempotency_key text,
  at timestamptz not null default now(),
  unique (channel, idempotency_key)
);
alter table sandbox.message add column if not exists receipt smallint;
create index if not exists message_recipient on sandbox.message (recipient_key, id desc);
create index if not exists message_channel on sandbox.message (channel, id desc)`;

/** Kannel's own codes of what became of an SMS: delivered, or not delivered. */
export type ReceiptCode = 1 | 2;

export interface NewMessage {
  channel: 'sms' | 'telegram' | 'email';
  to: string;
  text: string;
  subject?: string;
  replyMarkup?: unknown;
  /** The sender's own key of this message: a repeat of it stores nothing. */
  idempotencyKey?: string;
}

/** A message as `GET /sandbox/messages` answers it. */
export interface Message extends Omit<NewMessage, 'idempotencyKey'> {
  id: string;
  at: string;
  /** What became of it, where the network has told. */
  receipt?: ReceiptCode;
}

/**
 * Keeps what a person was sent, once per channel and idempotency key.
 * @returns the id of the message, the first one's for a repeat.
 */
export async function storeMessage(db: Queryable, message: NewMessage): Promise<string> {
  const { channel, to, text, subject = null, replyMarkup, idempotencyKey = null } = message;
  const markup = replyMarkup === undefined ? null : JSON.stringify(replyMarkup);
  const inserted = await db.query<{ id: string }>(
    `insert into sandbox.message (channel, recipient, recipient_key, body, subject, reply_markup, idempotency_key)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
    [channel, to, recipientKey(to), text, subject, markup, idempotencyKey],
  );
  const id = inserted.rows[0]?.id;
  if (id !== undefined) return id;
  const known = await db.query<{ id: string }>(
    'select id from sandbox.message where channel = $1 and idempotency_key = $2',
    [channel, idempotencyKey],
  );
  return known.rows[0]?.id ?? '0';
}

/** Remembers what became of an SMS. @param id of the message. */
export async function setReceipt(db: Queryable, id: string, receipt: ReceiptCode): Promise<void> {
  await db.query('update sandbox.message set receipt = $2 where id = $1', [id, receipt]);
}

interface Row {
  id: string;
  channel: NewMessage['channel'];
  recipient: string;
  body: string;
  subject: string | null;
  reply_markup: unknown;
  receipt: ReceiptCode | null;
  at: Date;
}

/** Messages newest first: all, or those to one recipient (numbers compared by their digits), or of one channel. */
export async function listMessages(
  pool: pg.Pool,
  filter: { to?: string; channel?: string; limit: number },
): Promise<Message[]> {
  const { rows } = await pool.query<Row>(
    `select id, channel, recipient, body, subject, reply_markup, receipt, at from sandbox.message
     where ($1::text is null or recipient_key = $1) and ($2::text is null or channel = $2)
     order by id desc limit $3`,
    [filter.to ? recipientKey(filter.to) : null, filter.channel ?? null, filter.limit],
  );
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    to: row.recipient,
    text: row.body,
    ...(row.subject !== null && { subject: row.subject }),
    ...(row.reply_markup !== null && { replyMarkup: row.reply_markup }),
    ...(row.receipt !== null && { receipt: row.receipt }),
    at: row.at.toISOString(),
  }));
}

/** Addresses and names compare without case, numbers and chat ids by their digits. */
function recipientKey(to: string): string {
  const digits = digitsOf(to);
  return to.includes('@') || digits === '' ? to.trim().toLowerCase() : digits;
}
