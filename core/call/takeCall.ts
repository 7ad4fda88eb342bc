import type { Actor } from '../access/actor.ts';
import type { HouseContext } from '../context.ts';
import { Conflict, NotFound } from '../errors.ts';
import { giveToAgent } from '../incident/assignAnsweringAgent.ts';
import { findOwnCall } from './ownCalls.ts';

/**
 * An agent takes a call that rings or was answered at his own telephone: its request is his to see from now on, and its
 * incident his to work on, unless a person gave it to somebody or its agent has begun. While the incident does not exist yet, it will be his
 * as soon as it opens.
 * @returns the call's request; null while its contact is still being worked: try again in a moment.
 * @throws {NotFound} when no such call goes on at his telephone or ended there moments ago; {@link Conflict} when somebody else has it.
 */
export async function takeCall(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  callId: string,
): Promise<string | null> {
  const call = await findOwnCall(ctx.db, actor, callId);
  if (!call) throw new NotFound('call.not_found', 'No such call is going on at your telephone');
  if (call.answeredBy !== null && call.answeredBy.id !== actor.id) throw taken();
  return ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('call')
      .set({ taken_by: actor.id, taken_at: new Date() })
      .where('id', '=', callId)
      .where((each) => each.or([each('taken_by', 'is', null), each('taken_by', '=', actor.id)]))
      .returning('id')
      .executeTakeFirst();
    if (!row) throw taken();
    const { requestId } = call;
    if (requestId === null) return null;
    // Who has the customer on the telephone opened his request.
    await trx
      .updateTable('servicerequest')
      .set({ opened_by: actor.id })
      .where('id', '=', requestId)
      .where('opened_by', 'is', null)
      .execute();
    await giveToAgent(trx, requestId, { agentId: actor.id, actor: actor.id });
    return requestId;
  });
}

function taken(): Conflict {
  return new Conflict('call.taken', 'Somebody else has taken this call');
}
