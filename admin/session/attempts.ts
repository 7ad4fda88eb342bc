import { sql } from 'kysely';
import type { Db } from '../../core/db/db.ts';

/** How long a person has between pressing "sign in" and coming back. */
export const ATTEMPT_SECONDS = 600;

/** One way to the identity provider and back. */
export interface LoginAttempt {
  state: string;
  codeVerifier: string;
  nonce: string;
  returnTo: string;
}

/** Keeps an attempt until its callback, and sweeps those nobody came back from. */
export async function storeAttempt(db: Db, attempt: LoginAttempt): Promise<void> {
  await db.deleteFrom('login_attempt').where('expires_at', '<', new Date()).execute();
  await db
    .insertInto('login_attempt')
    .values({
      state: attempt.state,
      code_verifier: attempt.codeVerifier,
      nonce: attempt.nonce,
      return_to: attempt.returnTo,
      expires_at: sql<Date>`now() + make_interval(secs => ${ATTEMPT_SECONDS})`,
    })
    .execute();
}

/** Takes an attempt out: each serves once. @returns undefined when it is unknown, used or too old. */
export async function takeAttempt(db: Db, state: string): Promise<LoginAttempt | undefined> {
  const row = await db
    .deleteFrom('login_attempt')
    .where('state', '=', state)
    .returning(['state', 'code_verifier', 'nonce', 'return_to', sql<boolean>`expires_at > now()`.as('live')])
    .executeTakeFirst();
  if (!row?.live) return undefined;
  return { state: row.state, codeVerifier: row.code_verifier, nonce: row.nonce, returnTo: row.return_to };
}
