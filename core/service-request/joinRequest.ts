import type { Selectable } from 'kysely';
import type { Findings } from '../contact/findings.ts';
import type { WaitingContact } from '../contact/waitingContact.ts';
import type { Trx } from '../db/db.ts';
import type { Servicerequest } from '../db/types.generated.ts';
import { appendEvents } from '../events.ts';
import { highest } from '../identity/rung.ts';
import { survivorOf } from './merged.ts';
import type { SettledRequest } from './openRequest.ts';
import { settleStatus } from './settleStatus.ts';

/**
 * Joins a contact to the open request of its thread, to the one that request was merged into, or to the one whose
 * question it answers. What the contact adds to what is known (a phone at last, a
 * service at last) may let a request in TRIAGE go on.
 * @returns undefined when there is none.
 */
export async function joinRequest(
  trx: Trx,
  contact: WaitingContact,
  findings: Findings,
): Promise<SettledRequest | undefined> {
  if (contact.thread === null) return undefined;
  const request =
    (await findByThread(trx, contact, contact.thread)) ??
    (await findMerged(trx, contact, contact.thread)) ??
    (await findAsked(trx, contact));
  if (!request) return undefined;
  await appendEvents(trx, [{ type: 'contact.joined', contactId: contact.id, serviceRequestId: request.id }]);
  await raiseRung(trx, request, contact, findings);
  if (request.status !== 'TRIAGE') return { id: request.id, status: request.status };
  return completeTriage(trx, request, contact, findings);
}

async function findByThread(trx: Trx, contact: WaitingContact, thread: string) {
  return trx
    .selectFrom('servicerequest')
    .selectAll()
    .where('channel', '=', contact.channel)
    .where('account', '=', contact.account)
    .where('thread', '=', thread)
    .where('status', '<>', 'CLOSED')
    .forUpdate()
    .executeTakeFirst();
}

/** The request in which the thread's own one goes on since it was found to be a duplicate. */
async function findMerged(trx: Trx, contact: WaitingContact, thread: string) {
  const merged = await trx
    .selectFrom('servicerequest')
    .select('id')
    .where('channel', '=', contact.channel)
    .where('account', '=', contact.account)
    .where('thread', '=', thread)
    .where('merged_into', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  // The survivor may be merged itself while its lock is waited for: then the way goes on from there.
  for (let id = merged?.id; id !== undefined; ) {
    const survivor = await trx
      .selectFrom('servicerequest')
      .selectAll()
      .where('id', '=', await survivorOf(trx, id))
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (survivor.status !== 'CLOSED') return survivor;
    id = survivor.merged_into ?? undefined;
  }
  return undefined;
}

/** The request whose question reached this number here because its own channel could not carry it: a call, say. */
async function findAsked(trx: Trx, contact: WaitingContact) {
  if (contact.phone === null) return undefined;
  return trx
    .selectFrom('servicerequest as r')
    .selectAll('r')
    .where('r.phone', '=', contact.phone)
    .where('r.status', '<>', 'CLOSED')
    .where('r.channel', '<>', contact.channel)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('notification as n')
          .select('n.id')
          .whereRef('n.servicerequest_id', '=', 'r.id')
          .where('n.channel', '=', contact.channel)
          .where('n.template', '=', 'question')
          .where('n.state', 'in', ['SENT', 'DELIVERED']),
      ),
    )
    .orderBy('r.created_at', 'desc')
    .limit(1)
    .forUpdate('r')
    .executeTakeFirst();
}

/** Who the sender is may have become surer; it never becomes less sure by a later word. */
async function raiseRung(
  trx: Trx,
  request: Selectable<Servicerequest>,
  contact: WaitingContact,
  findings: Findings,
): Promise<void> {
  const rung = highest(request.rung, findings.rung);
  const language = contact.language ?? request.language;
  if (rung === request.rung && language === request.language) return;
  await trx.updateTable('servicerequest').set({ rung, language }).where('id', '=', request.id).execute();
}

async function completeTriage(
  trx: Trx,
  request: Selectable<Servicerequest>,
  contact: WaitingContact,
  findings: Findings,
): Promise<SettledRequest> {
  // A refused order waits for a person's word, whatever else arrives.
  if (request.triage_reasons.includes('ORDER_REFUSED')) return { id: request.id, status: request.status };
  const known = request.customer_id !== null;
  const phone = request.phone ?? findings.phone;
  const serviceId = request.service_id ?? findings.serviceId;
  const { status, triageReasons } = settleStatus({
    resolution: known ? { reason: null } : findings.resolution,
    serviceId,
  });
  await trx
    .updateTable('servicerequest')
    .set({
      status,
      triage_reasons: triageReasons,
      phone,
      phone_kind: phone === null ? request.phone_kind : 'e164',
      text: request.text ?? contact.text,
      customer_id: request.customer_id ?? findings.resolution.customer?.id ?? null,
      customer_name: request.customer_name ?? findings.resolution.customer?.name ?? null,
      area: request.area ?? findings.resolution.customer?.area ?? null,
      candidates: JSON.stringify(known ? [] : findings.resolution.candidates),
      service_id: serviceId,
      updated_at: new Date(),
    })
    .where('id', '=', request.id)
    .execute();
  const about = { contactId: contact.id, serviceRequestId: request.id };
  if (status === 'ORDERING') {
    await appendEvents(trx, [{ type: 'servicerequest.ordering', ...about, data: { serviceId } }]);
  } else if (triageReasons.join() !== request.triage_reasons.join()) {
    await appendEvents(trx, [{ type: 'servicerequest.triaged', ...about, data: { reasons: triageReasons } }]);
  }
  return { id: request.id, status };
}
