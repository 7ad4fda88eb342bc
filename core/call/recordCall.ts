import { sql } from 'kysely';
import type { CallEvent } from '../channel.ts';
import { cleanText } from '../contact/cleanText.ts';
import type { Db, Trx } from '../db/db.ts';
import { Unavailable } from '../errors.ts';
import { appendEvents, type EventType } from '../events.ts';
import { assignAnsweringAgent } from '../incident/assignAnsweringAgent.ts';

interface CallKey {
  channel: string;
  account: string;
  call_id: string;
}

/** Which event tells of a step; ringing is told by the contact itself. */
const TOLD_AS: Partial<Record<CallEvent['type'], EventType>> = {
  answered: 'call.answered',
  ended: 'call.ended',
};

/**
 * Records a step of a call. The call's state only moves forward, whatever order the steps come in, and a step told
 * twice changes nothing. An answered call puts its incident to the agent who answered.
 * @param channel the channel's name.
 * @throws {Unavailable} when the store cannot take it.
 */
export async function recordCall(db: Db, channel: string, event: CallEvent): Promise<void> {
  try {
    const requestId = await storeStep(db, channel, event);
    if (requestId && event.type === 'answered') await assignAnsweringAgent(db, requestId);
  } catch (error) {
    throw new Unavailable('store.unavailable', 'The call could not be recorded', { cause: error });
  }
}

async function storeStep(db: Db, channel: string, event: CallEvent): Promise<string | null> {
  const key = { channel, account: cleanText(event.account), call_id: cleanText(event.callId) };
  return db.transaction().execute(async (trx) => {
    const isNew = await upsertCall(trx, key, event);
    const contact = await trx
      .selectFrom('contact')
      .select(['id', 'servicerequest_id'])
      .where('channel', '=', channel)
      .where('account', '=', key.account)
      .where('external_id', '=', key.call_id)
      .executeTakeFirst();
    if (contact) await markContactKnown(trx, key);
    const type = TOLD_AS[event.type];
    if (contact && type && isNew) {
      const data = { agentExtension: event.agentExtension, endReason: event.endReason };
      const serviceRequestId = contact.servicerequest_id ?? undefined;
      await appendEvents(trx, [{ type, contactId: contact.id, serviceRequestId, data }]);
    }
    return contact?.servicerequest_id ?? null;
  });
}

async function markContactKnown(trx: Trx, key: CallKey): Promise<void> {
  await trx
    .updateTable('call')
    .set({ contact_known: true })
    .where('channel', '=', key.channel)
    .where('account', '=', key.account)
    .where('call_id', '=', key.call_id)
    .execute();
}

/** @returns false when this step was told before. */
async function upsertCall(trx: Trx, key: CallKey, event: CallEvent): Promise<boolean> {
  const stepAt = sql.ref(`call.${event.type}_at`);
  const { rows } = await sql<{ told: boolean }>`
    insert into call (channel, account, call_id, direction, state, caller, callee, queue, agent_extension, end_reason,
      ${sql.ref(`${event.type}_at`)})
    values (${key.channel}, ${key.account}, ${key.call_id}, ${event.direction}, ${event.type}, ${event.from},
      ${event.to}, ${event.queue}, ${event.agentExtension}, ${event.endReason}, ${event.occurredAt})
    on conflict (channel, account, call_id) do update set
      state = case
        when array_position(array['ringing', 'answered', 'ended'], excluded.state)
           > array_position(array['ringing', 'answered', 'ended'], call.state)
        then excluded.state else call.state end,
      caller = coalesce(call.caller, excluded.caller),
      callee = coalesce(call.callee, excluded.callee),
      queue = coalesce(call.queue, excluded.queue),
      agent_extension = coalesce(call.agent_extension, excluded.agent_extension),
      end_reason = coalesce(call.end_reason, excluded.end_reason),
      ${sql.ref(`${event.type}_at`)} = ${event.occurredAt},
      updated_at = now()
    where ${stepAt} is null
    returning true as told`.execute(trx);
  return rows.length > 0;
}
