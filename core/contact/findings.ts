import type { HouseContext } from '../context.ts';
import { type Resolution, resolveCustomer } from '../customer/resolveCustomer.ts';
import { findLink } from '../identity/identityLinks.ts';
import { highest, type Rung } from '../identity/rung.ts';
import { chooseService } from '../service-catalog/chooseService.ts';
import { readMenu } from '../service-request/menu.ts';
import { readChoice } from './choice.ts';
import type { WaitingContact } from './waitingContact.ts';

/** What is found out about a contact before its transaction begins. */
export interface Findings {
  /** E.164; null where neither the contact nor what is known of its sender tells one. */
  phone: string | null;
  /** How well the sender is known, by this contact and by what he proved before. */
  rung: Rung;
  resolution: Resolution;
  /** Null: the customer is asked back, or a person must choose. */
  serviceId: string | null;
}

/**
 * Finds out whose contact it is and what it is about.
 * @throws {NoAnswer} when the customer system is away, or the catalogue has never been read.
 */
export async function findOut(
  ctx: Pick<HouseContext, 'db' | 'customers'>,
  contact: WaitingContact,
): Promise<Findings> {
  const [sender, serviceId] = await Promise.all([findSender(ctx, contact), findService(ctx, contact)]);
  return { ...sender, serviceId };
}

/** What the link proved holds for the number it speaks of, not for another one that comes along. */
async function findSender(
  ctx: Pick<HouseContext, 'db' | 'customers'>,
  contact: WaitingContact,
): Promise<Pick<Findings, 'phone' | 'rung' | 'resolution'>> {
  const link = await findLink(ctx.db, contact);
  const phone = contact.phone ?? link?.phone ?? null;
  const isProved = link !== undefined && (link.phone === null || link.phone === phone);
  const rung = isProved ? highest(contact.rung, link.rung) : contact.rung;
  return { phone, rung, resolution: await resolveCustomer(ctx, phone, link?.customerId ?? null) };
}

async function findService(ctx: Pick<HouseContext, 'db'>, contact: WaitingContact): Promise<string | null> {
  const picked = readChoice(contact.choice);
  const named = contact.service_id ?? (picked?.kind === 'service' ? picked.serviceId : null);
  return chooseService(ctx.db, {
    channel: contact.channel,
    serviceId: named ?? (await readMenu(ctx.db, contact)),
    queue: contact.queue,
    text: contact.text,
    isSilent: contact.kind === 'message' && !contact.text?.trim() && !contact.has_attachments,
  });
}
