import type { Actor } from '../access/actor.ts';
import { cleanText } from '../contact/cleanText.ts';
import type { HouseContext } from '../context.ts';
import type { Customer } from '../customer/customer.ts';
import { enqueueQuietly } from '../enqueue.ts';
import { Forbidden, Invalid } from '../errors.ts';
import type { Language } from '../i18n.ts';
import type { Rung } from '../identity/rung.ts';
import { readPhone } from '../phone.ts';
import { requireCustomer, requireService } from './requireKnown.ts';
import { storeByHand } from './storeByHand.ts';

/** What an agent registers for a customer who stands before him, or speaks to him where no PBX tells us. */
export interface ByHand {
  /** Becomes the id of the request: sent twice under one key it is one request. */
  key: string;
  customerId: string;
  serviceId: string;
  text: string;
  /** Where he is told of it, in any writing; absent: his first number in the customer system. */
  phone?: string | undefined;
  /** In which he is told of it; Russian unless given. */
  language?: Language | undefined;
}

type Needs = Pick<HouseContext, 'db' | 'log' | 'queues' | 'customers' | 'config'>;

const LONGEST = 4000;

/**
 * Opens a request for a customer by a person's word. It goes on by itself: order, incident, agent; the customer is
 * told where his phone is reached. The journal holds a contact of it as of any other, so that the books stay balanced.
 * @returns the request's id.
 * @throws {Forbidden} when the actor is neither agent nor supervisor; {@link Invalid} naming `customerId`, `serviceId`,
 *   `text` or `phone`; {@link Conflict} when the key was given to another request; {@link NoAnswer} when the customer
 *   system is away.
 */
export async function openRequestByHand(ctx: Needs, actor: Actor, wish: ByHand): Promise<string> {
  if (actor.kind === 'user' && !actor.roles.some((role) => role === 'User' || role === 'Supervisor'))
    throw new Forbidden('servicerequest.no_agent', 'Only agents and supervisors register requests');
  const text = cleanText(wish.text).trim();
  if (text === '') throw new Invalid('text', 'must not be empty');
  if (text.length > LONGEST) throw new Invalid('text', `must not be longer than ${LONGEST} characters`);
  await requireService(ctx.db, wish.serviceId);
  const customer = await requireCustomer(ctx, wish.customerId);
  const request = { ...wish, ...readReach(wish.phone, customer, ctx), text, customer };
  const isNew = await ctx.db.transaction().execute((trx) => storeByHand(trx, actor, request));
  if (isNew) await enqueueQuietly(ctx, 'orders', [wish.key]);
  return wish.key;
}

/** A number of his own is his by the operator's systems; another one that he names proves nothing. */
function readReach(
  given: string | undefined,
  customer: Customer,
  ctx: Needs,
): { phone: string | null; rung: Rung } {
  if (given === undefined || given.trim() === '') {
    return { phone: customer.phones[0] ?? null, rung: 'CUSTOMER_MATCH' };
  }
  const { e164 } = readPhone(given, ctx.config.DEFAULT_COUNTRY);
  if (e164 === null) throw new Invalid('phone', 'is not a phone');
  return { phone: e164, rung: customer.phones.includes(e164) ? 'CUSTOMER_MATCH' : 'UNKNOWN' };
}
