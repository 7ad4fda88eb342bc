import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { opensRequest } from '../access/customerHistory.ts';
import { requireMover } from '../access/requireMover.ts';
import type { HouseContext } from '../context.ts';
import type { Trx } from '../db/db.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { endIncident } from '../incident/endIncident.ts';
import { finalStep } from '../incident/finalStep.ts';
import { passOnMassIncident } from '../mass-incident/passOn.ts';
import { endRequest } from './endRequest.ts';
import type { RequestStatus } from './status.ts';

/** Which request goes on in which. */
export interface Merge {
  /** The duplicate, which closes. */
  fromId: string;
  /** The one that goes on. */
  intoId: string;
}

/**
 * Merges a duplicate into another request of the same customer. It closes with DUPLICATE, and its incident with it;
 * its contacts and replies stay its own and are shown in the one that goes on, which what the customer writes from
 * now on joins, and which his callbacks are owed in. A mass incident it was part of goes on with it. Its order stays as it is: we do not cancel orders. What it was is
 * kept, so that {@link unmergeRequest} can bring it back.
 * The one that goes on may be a colleague's, out of the actor's sight, if it is of the same customer: he gives his work
 * away and sees no more than before.
 * @throws {NotFound} when the actor does not see the duplicate, or the other and it is another's; {@link Forbidden} when the duplicate's incident is not his to
 *   close; {@link Invalid} naming `intoId` when they are of different customers or the same request; {@link Conflict}
 *   when one of them is closed, or the incident was moved or handed over meanwhile.
 */
export async function mergeRequests(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  merge: Merge,
): Promise<void> {
  if (merge.fromId === merge.intoId) throw new Invalid('intoId', 'is the request itself');
  await ctx.db.transaction().execute(async (trx) => {
    const incident = await lockOpenIncident(trx, merge.fromId);
    const { from, into } = await lockBoth(trx, actor, merge);
    requireMergeable(from, into);
    if (from.status === 'IN_PROGRESS' && !incident)
      throw new Conflict('servicerequest.moved', 'The duplicate has moved on meanwhile');
    if (incident) await requireMover(trx, actor, { assigneeId: incident.assignee_id });
    const callbackIds = await moveCallbacks(trx, from.id, into.id);
    const massIncidentId = await passOnMassIncident(trx, { fromId: from.id, intoId: into.id, by: actor.id });
    await trx
      .insertInto('request_merge')
      .values({
        id: uuid(),
        from_id: from.id,
        into_id: into.id,
        from_status: from.status,
        incident_id: incident?.id ?? null,
        incident_step: incident?.step ?? null,
        incident_category: incident?.category ?? null,
        callback_ids: callbackIds,
        mass_incident_id: massIncidentId,
        merged_by: actor.id,
      })
      .execute();
    const by = actor.id;
    await appendEvents(trx, [
      {
        type: 'servicerequest.merged',
        serviceRequestId: from.id,
        actor: by,
        data: { into: into.id, number: into.number },
      },
      {
        type: 'servicerequest.merged',
        serviceRequestId: into.id,
        actor: by,
        data: { from: from.id, number: from.number },
      },
    ]);
    if (incident) await endDuplicate(trx, { ...incident, requestId: from.id, by });
    const ending = { requestId: from.id, from: from.status, reason: 'DUPLICATE' as const, by };
    if (!(await endRequest(trx, { ...ending, incidentId: incident?.id })))
      throw new Error('a locked request changed');
    await trx.updateTable('servicerequest').set({ merged_into: into.id }).where('id', '=', from.id).execute();
  });
}

/** Before its request: whoever moves an incident to its end locks in this order too. */
async function lockOpenIncident(trx: Trx, requestId: string) {
  const incident = await trx
    .selectFrom('incident')
    .select(['id', 'step', 'category', 'assignee_id', 'process_id', 'process_version'])
    .where('servicerequest_id', '=', requestId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!incident || incident.category === 'DONE') return undefined;
  return { ...incident, category: incident.category };
}

/** One order of locks for everybody, or two that merge the same pair crosswise wait for each other for ever. */
async function lockBoth(trx: Trx, actor: Actor, merge: Merge) {
  const rows = await trx
    .selectFrom('servicerequest')
    .select(['id', 'number', 'status', 'customer_id', 'phone', 'channel', 'account', 'identity'])
    .select(opensRequest(actor, 'servicerequest').as('opens'))
    .where('id', 'in', [merge.fromId, merge.intoId])
    .orderBy('id')
    .forUpdate()
    .execute();
  const from = rows.find((row) => row.id === merge.fromId);
  const into = rows.find((row) => row.id === merge.intoId);
  if (!from?.opens || !into || !mayReceive(from, into))
    throw new NotFound('servicerequest.not_found', 'There is no such request');
  return { from, into };
}

type Locked = Awaited<ReturnType<typeof lockBoth>>['from'];

/** Whether the actor may give the one to the other: he sees it, or it is of the same customer and he may know of it. */
function mayReceive(from: Customers, into: Customers & { opens: boolean }): boolean {
  return into.opens || isSameCustomer(from, into);
}

interface Customers {
  customer_id: string | null;
  phone: string | null;
  channel: string;
  account: string;
  identity: string | null;
}

function requireMergeable(
  from: Locked,
  into: Locked,
): asserts from is Locked & { status: Exclude<RequestStatus, 'CLOSED'> } {
  if (from.status === 'CLOSED' || into.status === 'CLOSED')
    throw new Conflict('servicerequest.closed', 'One of the two is closed already');
  if (!isSameCustomer(from, into)) throw new Invalid('intoId', 'is of another customer');
}

/** By the customer where both are known, else by what they were known by: the phone, or who writes on the channel. */
function isSameCustomer(a: Customers, b: Customers): boolean {
  if (a.customer_id !== null && b.customer_id !== null) return a.customer_id === b.customer_id;
  if (a.phone !== null && a.phone === b.phone) return true;
  return (
    a.identity !== null && a.identity === b.identity && a.channel === b.channel && a.account === b.account
  );
}

async function endDuplicate(
  trx: Trx,
  incident: NonNullable<Awaited<ReturnType<typeof lockOpenIncident>>> & { requestId: string; by: string },
): Promise<void> {
  const ended = await endIncident(trx, {
    incidentId: incident.id,
    requestId: incident.requestId,
    fromStep: incident.step,
    toStep: await finalStep(trx, incident, 'broken_off'),
    assigneeId: incident.assignee_id,
    by: incident.by,
  });
  if (!ended) throw new Conflict('incident.moved', 'Somebody else has moved its incident or handed it over');
}

/** Whom we owe a call we owe it in the request that goes on. @returns the tasks moved. */
async function moveCallbacks(trx: Trx, fromId: string, intoId: string): Promise<string[]> {
  const rows = await trx
    .updateTable('callback_task')
    .set({ servicerequest_id: intoId })
    .where('servicerequest_id', '=', fromId)
    .where('done_at', 'is', null)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}
