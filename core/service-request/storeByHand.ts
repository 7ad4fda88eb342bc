import type { Actor } from '../access/actor.ts';
import type { Customer } from '../customer/customer.ts';
import type { Trx } from '../db/db.ts';
import { Conflict } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { HOUSE_LANGUAGE, type Language } from '../i18n.ts';
import type { Rung } from '../identity/rung.ts';
import { attachOpened } from '../mass-incident/attachOpened.ts';

/** A request registered by hand, all of it looked at. */
export interface Registered {
  key: string;
  customer: Customer;
  serviceId: string;
  text: string;
  /** E.164. */
  phone: string | null;
  rung: Rung;
  language?: Language | undefined;
}

/** Contacts that came over no channel but over a person of ours. */
const BY_HAND = 'console';

/**
 * Stores a request registered by hand and the contact it came by, worked already, with their events.
 * @returns false when the very same was stored before.
 * @throws {Conflict} when its key was given to another request.
 */
export async function storeByHand(trx: Trx, actor: Actor, request: Registered): Promise<boolean> {
  const phoneKind = request.phone === null ? ('none' as const) : ('e164' as const);
  const sender = { phone: request.phone, phone_kind: phoneKind, rung: request.rung };
  const source = { channel: BY_HAND, account: actor.id };
  const said = { service_id: request.serviceId, text: request.text };
  const language = request.language ?? HOUSE_LANGUAGE;
  const row = await trx
    .insertInto('servicerequest')
    .values({
      id: request.key,
      status: 'ORDERING',
      ...source,
      ...sender,
      ...said,
      language,
      customer_id: request.customer.id,
      customer_name: request.customer.name,
      area: request.customer.area,
      opened_by: actor.id,
      // Whoever registers it for a customer is speaking with him.
      answered_at: actor.kind === 'user' ? new Date() : null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) {
    await requireSame(trx, actor, request);
    return false;
  }
  const now = new Date();
  const contact = await trx
    .insertInto('contact')
    .values({
      id: request.key,
      external_id: request.key,
      kind: 'message',
      ...source,
      ...sender,
      ...said,
      language,
      raw: JSON.stringify({}),
      state: 'WORKED',
      servicerequest_id: row.id,
      occurred_at: now,
      worked_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const about = { contactId: contact.id, actor: actor.id };
  await appendEvents(trx, [
    { type: 'contact.received', ...about },
    { type: 'servicerequest.opened', ...about, serviceRequestId: row.id, data: { channel: BY_HAND } },
    {
      type: 'servicerequest.ordering',
      ...about,
      serviceRequestId: row.id,
      data: { serviceId: request.serviceId },
    },
  ]);
  const { serviceId, customer } = request;
  await attachOpened(trx, { requestId: row.id, serviceId, area: customer.area, actor: actor.id });
  return true;
}

async function requireSame(trx: Trx, actor: Actor, request: Registered): Promise<void> {
  const known = await trx
    .selectFrom('contact as c')
    .innerJoin('servicerequest as r', 'r.id', 'c.servicerequest_id')
    .select('r.id')
    .where('c.channel', '=', BY_HAND)
    .where('c.account', '=', actor.id)
    .where('c.external_id', '=', request.key)
    .where('c.text', '=', request.text)
    .where('c.service_id', '=', request.serviceId)
    .where('r.customer_id', '=', request.customer.id)
    .executeTakeFirst();
  if (!known) throw new Conflict('servicerequest.key_used', 'This key belongs to another request');
}
