import type { OrderStateChange } from '../channel.ts';
import { cleanText } from '../contact/cleanText.ts';
import type { Db } from '../db/db.ts';
import { storeFailure } from '../db/storeFailure.ts';
import { applyOrderStates } from './applyOrderStates.ts';

/**
 * Records a state an order reached, and applies it as soon as its incident is there: the order system may be quicker
 * to tell of an order than we are to store its id.
 * @returns whether this change was known already.
 * @throws {Unavailable} when the store cannot take it; {@link Invalid} when it never will.
 */
export async function recordOrderState(db: Db, change: OrderStateChange): Promise<{ duplicate: boolean }> {
  try {
    const row = await db
      .insertInto('order_state')
      .values({
        source: cleanText(change.source),
        event_id: cleanText(change.eventId),
        order_id: cleanText(change.orderId),
        state: cleanText(change.state),
        at: change.at,
      })
      .onConflict((conflict) => conflict.columns(['source', 'event_id']).doNothing())
      .returning('order_id')
      .executeTakeFirst();
    if (row) await applyOrderStates(db, row.order_id);
    return { duplicate: row === undefined };
  } catch (error) {
    throw storeFailure('order state', error);
  }
}
