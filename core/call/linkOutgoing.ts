import { type Selectable, sql } from 'kysely';
import type { CountryCode } from 'libphonenumber-js/max';
import type { Trx } from '../db/db.ts';
import type { Call } from '../db/types.generated.ts';
import { appendEvents } from '../events.ts';
import { readPhone } from '../phone.ts';

/** What of a call of our own tells whose it is. */
type OutgoingCall = Pick<Selectable<Call>, 'id' | 'callee' | 'agent_extension' | 'servicerequest_id'>;

/**
 * Puts a call of our own to the open request of the number called: that of the agent who dials where he has one, else
 * the newest. Once put, it stays.
 * @returns undefined where the number has no open request.
 */
export async function linkOutgoing(
  trx: Trx,
  call: OutgoingCall,
  defaultCountry: CountryCode,
): Promise<{ serviceRequestId: string } | undefined> {
  if (call.servicerequest_id !== null) return { serviceRequestId: call.servicerequest_id };
  const phone = readPhone(call.callee, defaultCountry).e164;
  const request = phone === null ? undefined : await findOpenRequest(trx, phone, call.agent_extension);
  if (!request) return undefined;
  await trx.updateTable('call').set({ servicerequest_id: request.id }).where('id', '=', call.id).execute();
  const data = { callId: call.id, agentExtension: call.agent_extension };
  await appendEvents(trx, [{ type: 'call.outgoing', serviceRequestId: request.id, data }]);
  return { serviceRequestId: request.id };
}

async function findOpenRequest(trx: Trx, phone: string, extension: string | null) {
  return trx
    .selectFrom('servicerequest as r')
    .leftJoin('incident as i', 'i.servicerequest_id', 'r.id')
    .leftJoin('user_account as u', 'u.id', 'i.assignee_id')
    .select('r.id')
    .where('r.phone', '=', phone)
    .where('r.status', '<>', 'CLOSED')
    .orderBy(sql`coalesce(u.extension = ${extension}, false) desc`)
    .orderBy('r.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
