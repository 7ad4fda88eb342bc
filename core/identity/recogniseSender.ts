import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { settleTriage } from '../service-request/settleTriage.ts';
import { linkIdentity } from './identityLinks.ts';
import type { Rung } from './rung.ts';

/**
 * Links the sender of a request to a customer by an agent's word: from then on he is recognised whatever number he
 * uses, and a number several customers share is his on this channel. A number that can be forged stays on its own
 * rung, whoever it is linked to. Where the request itself waits for its customer, the same word settles that.
 * @throws {NotFound} when the actor does not see the request; {@link Conflict} when nobody in particular sent it;
 *   {@link Invalid} naming `customerId`; {@link NoAnswer} when the customer system is away.
 */
export async function recogniseSender(
  ctx: Pick<HouseContext, 'db' | 'customers' | 'log' | 'queues'>,
  actor: Actor,
  choice: { requestId: string; customerId: string },
): Promise<void> {
  const { requestId, customerId } = choice;
  const request = await ctx.db
    .selectFrom('servicerequest')
    .select(['channel', 'account', 'identity', 'phone', 'rung', 'status', 'customer_id'])
    .where('id', '=', requestId)
    .where(visibleRequests(actor, 'servicerequest'))
    .executeTakeFirst();
  if (!request) throw new NotFound('servicerequest.not_found', 'There is no such request');
  const { channel, account, identity, phone } = request;
  if (identity === null)
    throw new Conflict('identity.nobody', 'Nobody in particular sent this request: there is nothing to link');
  const customer = await ctx.customers.get(customerId).catch((error: unknown) => {
    if (error instanceof NotFound)
      throw new Invalid('customerId', 'there is no such customer', { cause: error });
    throw error;
  });
  await ctx.db.transaction().execute((trx) =>
    linkIdentity(
      trx,
      { channel, account, identity },
      {
        phone,
        customer: { id: customer.id, name: customer.name },
        rung: raised(request.rung),
        by: actor.id,
        serviceRequestId: requestId,
      },
    ),
  );
  if (request.status !== 'TRIAGE' || request.customer_id !== null) return;
  await settleTriage(ctx, actor, { requestId, customerId }).catch((error: unknown) => {
    // Somebody else settled it in the same moment; the link holds all the same.
    if (!(error instanceof Conflict || error instanceof NotFound)) throw error;
  });
}

function raised(rung: Rung): Rung {
  return rung === 'CALLER_ID' || rung === 'SMS_SENDER' ? rung : 'CUSTOMER_MATCH';
}
