import type pg from 'pg';
import { findCustomersByPhone } from '../customers/people.ts';
import type { Language } from '../language.ts';
import type { Queryable } from '../transaction.ts';

/** What stands for the number of somebody who hides it. */
export const ANONYMOUS = 'anonymous';

/**
 * Ids start beyond 32 bits, as Telegram's own do by now; a client that cuts them off shows here.
 * @see https://core.telegram.org/bots/api#user
 */
export const subscribersDdl = `
create table if not exists sandbox.subscriber (
  id bigint generated always as identity (start with 5000000001) primary key,
  number text not null unique,
  first_name text not null,
  last_name text not null,
  language_code text not null,
  phone_off boolean not null default false,
  blocked boolean not null default false
)`;

/** A person somebody plays on the simulator page: a telephone, and a Telegram account of the same number. */
export interface Subscriber {
  /** His id in Telegram. */
  id: number;
  /** Digits of his number, or `anonymous`. */
  number: string;
  /** E.164; null where he hides it. */
  phone: string | null;
  firstName: string;
  lastName: string;
  languageCode: Language;
  /** His telephone is switched off: an SMS does not reach him. */
  phoneOff: boolean;
  /** He has blocked the bot. */
  blocked: boolean;
}

const COLUMNS = 'id, number, first_name, last_name, language_code, phone_off, blocked';

interface Row {
  id: string;
  number: string;
  first_name: string;
  last_name: string;
  language_code: Language;
  phone_off: boolean;
  blocked: boolean;
}

/**
 * The subscriber of a number, made when he is new, with the name the customer system has for it.
 * @param number digits, or `anonymous`.
 */
export async function keepSubscriber(
  pool: pg.Pool,
  number: string,
  changes: { languageCode?: Language; phoneOff?: boolean },
): Promise<Subscriber> {
  const language = changes.languageCode ?? null;
  const { firstName, lastName } = nameOf(number, language ?? 'ru');
  const { rows } = await pool.query<Row>(
    `insert into sandbox.subscriber as s (number, first_name, last_name, language_code, phone_off)
     values ($1, $2, $3, coalesce($4, 'ru'), coalesce($5, false))
     on conflict (number) do update set
       language_code = coalesce($4, s.language_code), phone_off = coalesce($5, s.phone_off)
     returning ${COLUMNS}`,
    [number, firstName, lastName, language, changes.phoneOff ?? null],
  );
  const [row] = rows;
  if (!row) throw new Error('a subscriber that was kept is not there');
  return toSubscriber(row);
}

/** @param number digits, or `anonymous`. */
export async function findByNumber(db: Queryable, number: string): Promise<Subscriber | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from sandbox.subscriber where number = $1`, [
    number,
  ]);
  return rows[0] && toSubscriber(rows[0]);
}

/** @param id his id in Telegram. */
export async function findById(db: Queryable, id: number): Promise<Subscriber | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from sandbox.subscriber where id = $1`, [id]);
  return rows[0] && toSubscriber(rows[0]);
}

/** Whether the person of a chat has blocked the bot. A chat nobody plays has not. */
export async function hasBlocked(db: Queryable, chatId: string): Promise<boolean> {
  if (!/^\d{1,16}$/.test(chatId)) return false;
  const { rows } = await db.query<{ blocked: boolean }>(
    'select blocked from sandbox.subscriber where id = $1',
    [chatId],
  );
  return rows[0]?.blocked ?? false;
}

export async function setBlocked(db: Queryable, id: number, blocked: boolean): Promise<void> {
  await db.query('update sandbox.subscriber set blocked = $2 where id = $1', [id, blocked]);
}

function toSubscriber(row: Row): Subscriber {
  return {
    id: Number(row.id),
    number: row.number,
    phone: row.number === ANONYMOUS ? null : `+${row.number}`,
    firstName: row.first_name,
    lastName: row.last_name,
    languageCode: row.language_code,
    phoneOff: row.phone_off,
    blocked: row.blocked,
  };
}

function nameOf(number: string, language: Language): { firstName: string; lastName: string } {
  const [lastName = '', firstName] = findCustomersByPhone(number)[0]?.name.split(' ') ?? [];
  if (firstName !== undefined) return { firstName, lastName };
  return { firstName: language === 'ru' ? 'Гость' : 'Guest', lastName: '' };
}
