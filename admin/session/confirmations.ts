import { sql } from 'kysely';
import type { Config } from '../../core/config.ts';
import type { Db } from '../../core/db/db.ts';
import { columnsOf, type SessionTokens } from './sessions.ts';

/** A session whose turn to be confirmed is ours. */
export interface ClaimedSession {
  userId: string;
  tokens: SessionTokens & { refreshToken: string };
}

/**
 * How long nobody else tries, in seconds: longer than all calls of one refresh take at the worst. Where the provider is
 * away it is also the pause before the next try.
 */
const TURN_SECONDS = 30;
const CALLS_AT_WORST = 5;

/**
 * Takes the turn to confirm a session whose access token has ended. Of all processes one gets it: with refresh-token
 * rotation a second use of the same token would end the session at the provider.
 * @param id the session's, a hash.
 * @returns undefined when another one has the turn, or the session is over or not due.
 */
export async function claimConfirmation(
  db: Db,
  config: Pick<Config, 'OUTSIDE_TIMEOUT_MS'>,
  id: string,
): Promise<ClaimedSession | undefined> {
  const seconds = TURN_SECONDS + (CALLS_AT_WORST * config.OUTSIDE_TIMEOUT_MS) / 1000;
  const row = await db
    .updateTable('session')
    .set({ confirm_at: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where('id', '=', id)
    .where('confirm_at', '<=', sql<Date>`now()`)
    .returning(['user_id', 'tokens', 'sid'])
    .executeTakeFirst();
  if (!row) return undefined;
  const tokens = { ...(row.tokens as unknown as SessionTokens), sid: row.sid };
  const { refreshToken } = tokens;
  return refreshToken === null ? undefined : { userId: row.user_id, tokens: { ...tokens, refreshToken } };
}

/** Keeps the new tokens, unless the session was ended or confirmed by another turn meanwhile. */
export async function storeConfirmation(
  db: Db,
  id: string,
  former: { refreshToken: string },
  tokens: SessionTokens,
): Promise<void> {
  await db
    .updateTable('session')
    .set(columnsOf(tokens))
    .where('id', '=', id)
    .where(sql<boolean>`tokens ->> 'refreshToken' = ${former.refreshToken}`)
    .execute();
}

/** Ends a session the provider did not confirm, unless another turn confirmed it meanwhile. */
export async function endUnconfirmed(db: Db, id: string, former: { refreshToken: string }): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('id', '=', id)
    .where(sql<boolean>`tokens ->> 'refreshToken' = ${former.refreshToken}`)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
