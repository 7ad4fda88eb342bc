import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../core/db/db.ts';
import { consoleRoles, type Person } from './person.ts';

/** A session nobody used for so long is over. */
const IDLE_HOURS = 8;
/** No session lives longer, however busy. */
export const ABSOLUTE_HOURS = 12;

/** What the identity provider gave at the login. */
export interface SessionTokens {
  idToken: string | null;
  refreshToken: string | null;
  /** ISO time at which the access token ends. */
  accessExpiresAt: string | null;
}

/**
 * Opens a session. The store keeps only the token's hash: who reads the table cannot sign in with it.
 * @returns the token for the cookie.
 */
export async function createSession(db: Db, userId: string, tokens: SessionTokens): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.deleteFrom('session').where('expires_at', '<', new Date()).execute();
  await db
    .insertInto('session')
    .values({
      id: hashOf(token),
      user_id: userId,
      tokens: JSON.stringify(tokens),
      expires_at: sql<Date>`now() + make_interval(hours => ${ABSOLUTE_HOURS})`,
    })
    .execute();
  return token;
}

/**
 * The person of a live session, with the roles the directory knows of him now.
 * @param byHand false for requests a page makes by itself: they do not keep a session from going idle.
 * @returns null when the session is unknown, idle too long, over, or its person left.
 */
export async function readSession(db: Db, token: string, byHand: boolean): Promise<Person | null> {
  const id = hashOf(token);
  const row = await db
    .selectFrom('session as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .select(['u.id', 'u.username', 'u.name', 'u.roles'])
    .select(sql<boolean>`s.seen_at < now() - interval '1 minute'`.as('stale'))
    .where('s.id', '=', id)
    .where('u.active', '=', true)
    .where(sql<boolean>`s.expires_at > now()`)
    .where(sql<boolean>`s.seen_at > now() - make_interval(hours => ${IDLE_HOURS})`)
    .executeTakeFirst();
  if (!row) return null;
  if (row.stale && byHand) {
    await db.updateTable('session').set({ seen_at: sql`now()` }).where('id', '=', id).execute();
  }
  return { id: row.id, username: row.username, name: row.name, roles: consoleRoles(row.roles) };
}

/** Ends a session. @returns its tokens, for signing out at the identity provider too; null when there was none. */
export async function endSession(db: Db, token: string): Promise<SessionTokens | null> {
  const row = await db
    .deleteFrom('session')
    .where('id', '=', hashOf(token))
    .returning('tokens')
    .executeTakeFirst();
  return row ? (row.tokens as unknown as SessionTokens) : null;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
