import { z } from 'zod';
import type { DeliveryReceipt } from '../channel.ts';
import { cleanOptional } from '../contact/cleanText.ts';
import type { HouseContext } from '../context.ts';
import type { Trx } from '../db/db.ts';
import { storeFailure } from '../db/storeFailure.ts';
import { noticePolicy } from './policy.ts';
import { lockProviderId, settleReceipt } from './settleNotice.ts';

type Needs = Pick<HouseContext, 'db' | 'senders' | 'config'>;

/**
 * Records what became of a message. One that comes before we have stored the provider's id is kept until we have; one
 * for a message nobody sent is acknowledged and changes nothing.
 * @param channel the channel's name.
 * @throws {Unavailable} when the store cannot take it; {@link Invalid} when it never will.
 */
export async function recordReceipt(ctx: Needs, channel: string, receipt: DeliveryReceipt): Promise<void> {
  try {
    await ctx.db.transaction().execute((trx) => settle(ctx, trx, channel, clean(receipt)));
  } catch (error) {
    throw storeFailure('receipt', error);
  }
}

function clean(receipt: DeliveryReceipt): DeliveryReceipt {
  return { ...receipt, providerId: cleanOptional(receipt.providerId), code: cleanOptional(receipt.code) };
}

async function settle(ctx: Needs, trx: Trx, channel: string, receipt: DeliveryReceipt): Promise<void> {
  const { messageId, providerId } = receipt;
  if (messageId === null && providerId !== null) await lockProviderId(trx, channel, providerId);
  const notice = await findNotice(trx, channel, receipt);
  if (notice) return settleReceipt(trx, notice, receipt, noticePolicy(ctx));
  if (messageId !== null || providerId === null) return;
  const { state, code, at } = receipt;
  await trx
    .insertInto('early_receipt')
    .values({ channel, provider_id: providerId, state, code, at })
    .onConflict((conflict) => conflict.columns(['channel', 'provider_id']).doNothing())
    .execute();
}

async function findNotice(trx: Trx, channel: string, { messageId, providerId }: DeliveryReceipt) {
  const query = trx.selectFrom('notification').selectAll().where('channel', '=', channel);
  if (messageId !== null)
    return z.uuid().safeParse(messageId).success
      ? query.where('id', '=', messageId).executeTakeFirst()
      : undefined;
  return query.where('provider_id', '=', providerId).orderBy('sent_at', 'desc').limit(1).executeTakeFirst();
}
