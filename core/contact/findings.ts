import type { HouseContext } from '../context.ts';
import { type Resolution, resolveCustomer } from '../customer/resolveCustomer.ts';
import { chooseService } from '../service-catalog/chooseService.ts';
import { knownPhone } from './knownPhone.ts';
import type { WaitingContact } from './waitingContact.ts';

/** What is found out about a contact before its transaction begins. */
export interface Findings {
  /** E.164; null where neither the contact nor its address tells one. */
  phone: string | null;
  resolution: Resolution;
  /** Null: a person must choose. */
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
  const phone = await knownPhone(ctx.db, contact);
  const [resolution, serviceId] = await Promise.all([
    resolveCustomer(ctx, phone),
    chooseService(ctx.db, {
      channel: contact.channel,
      serviceId: contact.service_id,
      queue: contact.queue,
      text: contact.text,
    }),
  ]);
  return { phone, resolution, serviceId };
}
