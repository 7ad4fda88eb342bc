import { v7 as uuid } from 'uuid';
import type { Findings } from '../contact/findings.ts';
import type { WaitingContact } from '../contact/waitingContact.ts';
import type { Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import { HOUSE_LANGUAGE } from '../i18n.ts';
import { attachOpened } from '../mass-incident/attachOpened.ts';
import { settleStatus } from './settleStatus.ts';
import type { RequestStatus } from './status.ts';

/** A request a contact ended in. */
export interface SettledRequest {
  id: string;
  status: RequestStatus;
}

/**
 * Opens a request for a contact: to ORDERING when customer and service are known, else to TRIAGE.
 * @returns undefined when the contact's thread has an open request already (a lost race).
 */
export async function openRequest(
  trx: Trx,
  contact: WaitingContact,
  findings: Findings,
): Promise<SettledRequest | undefined> {
  const { phone, rung, resolution, serviceId } = findings;
  const { status, triageReasons } = settleStatus({ resolution, serviceId });
  const row = await trx
    .insertInto('servicerequest')
    .values({
      id: uuid(),
      status,
      triage_reasons: triageReasons,
      channel: contact.channel,
      account: contact.account,
      thread: contact.thread,
      address: contact.address,
      identity: contact.identity,
      rung,
      language: contact.language ?? HOUSE_LANGUAGE,
      phone,
      phone_kind: phone === null ? contact.phone_kind : 'e164',
      text: contact.text,
      customer_id: resolution.customer?.id ?? null,
      customer_name: resolution.customer?.name ?? null,
      candidates: JSON.stringify(resolution.candidates),
      service_id: serviceId,
      area: resolution.customer?.area ?? null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'account', 'thread'])
        .where('status', '<>', 'CLOSED')
        .where('thread', 'is not', null)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (!row) return undefined;
  const about = { contactId: contact.id, serviceRequestId: row.id };
  await appendEvents(trx, [
    { type: 'servicerequest.opened', ...about, data: { channel: contact.channel } },
    status === 'ORDERING'
      ? { type: 'servicerequest.ordering', ...about, data: { serviceId } }
      : { type: 'servicerequest.triaged', ...about, data: { reasons: triageReasons } },
  ]);
  await attachOpened(trx, { requestId: row.id, serviceId, area: resolution.customer?.area ?? null });
  return { id: row.id, status };
}
