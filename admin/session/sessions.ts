import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Config } from '../../core/config.ts';
import type { Db, Trx } from '../../core/db/db.ts';
import { consoleRoles, type Person } from './person.ts';

/** How long a session lives. */
export interface SessionLimits {
  /** One that nobody used for so long is over. */
  idleMinutes: number;
  /** None lives longer, however busy. */
  absoluteHours: number;
}

/** What the identity provider gave at the login or at the last refresh. */
export interface SessionTokens {
  idToken: string | null;
  refreshToken: string | null;
  /** ISO time at which the access token ends. */
  accessExpiresAt: string | null;
  /** The provider's own session, by which it tells us of a logout. */
  sid?: string | null;
}

/** A session that is alive. */
export interface LiveSession {
  /** The hash of its token. */
  id: string;
  person: Person;
  /** Whether the access token has ended: the identity provider must be asked whether the session goes on. */
  isDue: boolean;
}

const DEFAULT_LIMITS: SessionLimits = { idleMinutes: 480, absoluteHours: 12 };

/** The limits of the settings. They hold for the sessions that begin with them. */
export function limitsOf(
  config: Pick<Config, 'SESSION_IDLE_MINUTES' | 'SESSION_ABSOLUTE_HOURS'>,
): SessionLimits {
  return { idleMinutes: config.SESSION_IDLE_MINUTES, absoluteHours: config.SESSION_ABSOLUTE_HOURS };
}

/**
 * Opens a session. The store keeps only the token's hash: who reads the table cannot sign in with it.
 * @returns the token for the cookie.
 */
export async function createSession(
  db: Db,
  userId: string,
  tokens: SessionTokens,
  limits: SessionLimits = DEFAULT_LIMITS,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.deleteFrom('session').where('expires_at', '<', new Date()).execute();
  await db
    .insertInto('session')
    .values({
      id: hashOf(token),
      user_id: userId,
      ...columnsOf(tokens),
      idle_minutes: limits.idleMinutes,
      expires_at: sql<Date>`now() + make_interval(hours => ${limits.absoluteHours})`,
    })
    .execute();
  return token;
}

/** Where the tokens of a session go in its row. Without a refresh token there is nothing to ask the provider with. */
export function columnsOf({ sid, ...tokens }: SessionTokens) {
  const endsAt = tokens.refreshToken === null ? null : tokens.accessExpiresAt;
  return {
    tokens: JSON.stringify(tokens),
    sid: sid ?? null,
    confirm_at: endsAt === null ? null : new Date(endsAt),
  };
}

/**
 * A live session and its person, with the roles the directory knows of him now.
 * @param byHand false for requests a page makes by itself: they do not keep a session from going idle.
 * @returns null when the session is unknown, idle too long, over, or its person left.
 */
export async function readSession(db: Db, token: string, byHand: boolean): Promise<LiveSession | null> {
  const id = hashOf(token);
  const row = await db
    .selectFrom('session as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .select(['u.id', 'u.username', 'u.name', 'u.roles'])
    .select(sql<boolean>`s.seen_at < now() - interval '1 minute'`.as('stale'))
    .select(sql<boolean>`coalesce(s.confirm_at <= now(), false)`.as('isDue'))
    .where('s.id', '=', id)
    .where('u.active', '=', true)
    .where(sql<boolean>`s.expires_at > now()`)
    .where(sql<boolean>`s.seen_at > now() - make_interval(mins => s.idle_minutes)`)
    .executeTakeFirst();
  if (!row) return null;
  if (row.stale && byHand) {
    await db.updateTable('session').set({ seen_at: sql`now()` }).where('id', '=', id).execute();
  }
  const person = { id: row.id, username: row.username, name: row.name, roles: consoleRoles(row.roles) };
  return { id, person, isDue: row.isDue };
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

/**
 * Ends the sessions the identity provider names: those of one of its own sessions, or all of a person. One that began
 * before this house kept the provider's name of it is ended with its person.
 * @param whom at least one of both; where both are there, both must fit.
 * @returns whose sessions were ended, one id for each session.
 */
export async function endSessionsOf(
  trx: Trx,
  whom: { userId: string | null; sid: string | null },
): Promise<string[]> {
  const { userId, sid } = whom;
  if (userId === null && sid === null) return [];
  let query = trx.deleteFrom('session').returning('user_id');
  if (userId !== null) query = query.where('user_id', '=', userId);
  if (sid !== null) {
    query = query.where((each) => {
      const same = each('sid', '=', sid);
      return userId === null ? same : each.or([same, each('sid', 'is', null)]);
    });
  }
  return (await query.execute()).map((row) => row.user_id);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
