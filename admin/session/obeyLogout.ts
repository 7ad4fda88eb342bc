import { sql } from 'kysely';
import type { Db } from '../../core/db/db.ts';
import { Invalid } from '../../core/errors.ts';
import { type LogoutOrder, ORDER_SECONDS } from './logoutToken.ts';
import { endSessionsOf } from './sessions.ts';

/**
 * Ends the sessions a logout order names, in one transaction with the note that it was obeyed.
 * @returns whose sessions were ended; none is no fault: they may be over already.
 * @throws {Invalid} when the order came before.
 */
export async function obeyLogout(db: Db, order: LogoutOrder): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    await trx.deleteFrom('logout_token').where('expires_at', '<', new Date()).execute();
    const noted = await trx
      .insertInto('logout_token')
      // Twice as long as it may be old, for clocks that differ.
      .values({ jti: order.jti, expires_at: sql<Date>`now() + make_interval(secs => ${2 * ORDER_SECONDS})` })
      .onConflict((conflict) => conflict.column('jti').doNothing())
      .returning('jti')
      .executeTakeFirst();
    if (!noted) throw new Invalid('logout_token', 'The logout token was used before');
    return endSessionsOf(trx, order);
  });
}
