import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import type { Customer } from '../customer/customer.ts';
import type { Db, Trx } from '../db/db.ts';
import { enqueueQuietly } from '../enqueue.ts';
import { Conflict, NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { requireCustomer, requireService } from './requireKnown.ts';
import type { TriageReason } from './status.ts';

type Needs = Pick<HouseContext, 'db' | 'log' | 'queues' | 'customers'>;

/** What a request in TRIAGE knows. */
interface Known {
  customerId: string | null;
  serviceId: string | null;
}

/**
 * Settles a request in TRIAGE by a person's word: its customer, its service, or both. As soon as both are known it
 * goes on by itself; until then it stays with what is still missing. After a refused order any word tries again.
 * @param choice.seen what the actor saw of it; absent: what it knows now.
 * @throws {NotFound} when the actor does not see it; {@link Invalid} naming customerId or serviceId; {@link Conflict}
 *   when it is not in TRIAGE any more, or somebody else has settled the same half otherwise meanwhile; {@link NoAnswer}
 *   when the customer system is away.
 */
export async function settleTriage(
  ctx: Needs,
  actor: Actor,
  choice: { requestId: string; customerId?: string; serviceId?: string; seen?: Known },
): Promise<void> {
  const now = await readVisible(ctx.db, actor, choice.requestId);
  const seen = choice.seen ?? now;
  const customer = choice.customerId === undefined ? null : await requireCustomer(ctx, choice.customerId);
  if (choice.serviceId !== undefined) await requireService(ctx.db, choice.serviceId);
  const status = await ctx.db
    .transaction()
    .execute((trx) =>
      store(trx, actor, choice.requestId, { customer, serviceId: choice.serviceId ?? null, seen }),
    );
  if (status === 'ORDERING') await enqueueQuietly(ctx, 'orders', [choice.requestId]);
}

/** Adds the choice to what the request knows at this moment: two people settling one half each both count. */
async function store(
  trx: Trx,
  actor: Actor,
  requestId: string,
  choice: { customer: Customer | null; serviceId: string | null; seen: Known },
): Promise<'ORDERING' | 'TRIAGE'> {
  const request = await trx
    .selectFrom('servicerequest')
    .select(['customer_id', 'customer_name', 'service_id', 'triage_reasons'])
    .where('id', '=', requestId)
    .where('status', '=', 'TRIAGE')
    .forUpdate()
    .executeTakeFirst();
  if (!request) throw new Conflict('servicerequest.not_in_triage', 'The request is not in triage any more');
  requireSame(choice, { customerId: request.customer_id, serviceId: request.service_id });
  const customerId = choice.customer?.id ?? request.customer_id;
  const serviceId = choice.serviceId ?? request.service_id;
  const reasons = stillMissing(request.triage_reasons, { customerId, serviceId });
  const status = reasons.length === 0 ? 'ORDERING' : 'TRIAGE';
  await trx
    .updateTable('servicerequest')
    .set({
      status,
      triage_reasons: reasons,
      customer_id: customerId,
      customer_name: choice.customer?.name ?? request.customer_name,
      ...(choice.customer && { area: choice.customer.area }),
      ...(customerId === null ? {} : { candidates: '[]' }),
      service_id: serviceId,
      order_error: null,
      settled_by: actor.id,
      updated_at: new Date(),
    })
    .where('id', '=', requestId)
    .execute();
  const about = { serviceRequestId: requestId, actor: actor.id };
  await appendEvents(trx, [
    status === 'ORDERING'
      ? { type: 'servicerequest.ordering', ...about, data: { serviceId, customerId } }
      : { type: 'servicerequest.triaged', ...about, data: { reasons, customerId, serviceId } },
  ]);
  return status;
}

/** A half that somebody else has settled meanwhile, and otherwise, is not silently replaced. */
function requireSame(
  choice: { customer: Customer | null; serviceId: string | null; seen: Known },
  now: Known,
): void {
  const { seen } = choice;
  const replaces = (chosen: string | null, half: keyof Known) =>
    chosen !== null && now[half] !== seen[half] && now[half] !== chosen;
  if (replaces(choice.customer?.id ?? null, 'customerId') || replaces(choice.serviceId, 'serviceId'))
    throw new Conflict('servicerequest.settled', 'Somebody else has settled it otherwise meanwhile');
}

async function readVisible(db: Db, actor: Actor, id: string): Promise<Known> {
  const request = await db
    .selectFrom('servicerequest')
    .select(['customer_id as customerId', 'service_id as serviceId'])
    .where('id', '=', id)
    .where(visibleRequests(actor, 'servicerequest'))
    .executeTakeFirst();
  if (!request) throw new NotFound('servicerequest.not_found', 'There is no such request');
  return request;
}

function stillMissing(
  reasons: TriageReason[],
  known: { customerId: string | null; serviceId: string | null },
): TriageReason[] {
  return reasons.filter((reason) => {
    if (reason === 'ORDER_REFUSED') return false;
    return reason === 'SERVICE_UNKNOWN' ? known.serviceId === null : known.customerId === null;
  });
}
