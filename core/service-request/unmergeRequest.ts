import type { Selectable } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { requireMover } from '../access/requireMover.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import type { Trx } from '../db/db.ts';
import type { RequestMerge } from '../db/types.generated.ts';
import { enqueueQuietly } from '../enqueue.ts';
import { Conflict, NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { leaveEndedMassIncident, takeBackMassIncident } from '../mass-incident/passOn.ts';
import { keepClock } from '../sla/keepClock.ts';

type Needs = Pick<HouseContext, 'db' | 'log' | 'queues'>;

/**
 * Undoes a merge: the request opens again where it stood, and its incident in the step it stood in, whatever became of
 * the other meanwhile. What the customer wrote in between stays with the one it joined. The merge stays as history; the
 * customer is told where he was told of it.
 * @throws {NotFound} when the actor does not see the request; {@link Forbidden} when its incident is not his;
 *   {@link Conflict} when it is not merged, or its conversation has another open request by now.
 */
export async function unmergeRequest(ctx: Needs, actor: Actor, undo: { requestId: string }): Promise<void> {
  const undone = ctx.db.transaction().execute(async (trx) => {
    // Before the request: whoever ends an incident locks in this order too.
    await trx
      .selectFrom('incident')
      .select('id')
      .where('servicerequest_id', '=', undo.requestId)
      .forUpdate()
      .execute();
    const request = await lockVisible(trx, actor, undo.requestId);
    const standing = await endMerge(trx, request.id, actor.id);
    if (!standing) throw new Conflict('servicerequest.not_merged', 'The request is not merged');
    if (await hasOpenRequest(trx, request)) throw threadTaken();
    await reopenRequest(trx, standing);
    const incidentFrom = await reopenIncident(trx, actor, standing);
    await moveCallbacksBack(trx, standing);
    const { into_id: intoId, mass_incident_id: massIncidentId } = standing;
    await takeBackMassIncident(trx, { intoId, massIncidentId, by: actor.id });
    await leaveEndedMassIncident(trx, request.id, actor.id);
    await tell(trx, standing, { number: request.number, by: actor.id, incidentFrom });
    return standing;
  });
  const merge = await undone.catch((error: unknown) => {
    // A message opened a request in the same moment.
    throw isThreadTaken(error) ? threadTaken(error) : error;
  });
  if (merge.from_status === 'ORDERING') await enqueueQuietly(ctx, 'orders', [undo.requestId]);
}

function isThreadTaken(error: unknown): boolean {
  return (error as { constraint?: unknown } | null)?.constraint === 'servicerequest_open_thread';
}

function threadTaken(cause?: unknown): Conflict {
  const message = 'Its conversation has another open request by now';
  return new Conflict('servicerequest.thread_taken', message, { cause });
}

async function lockVisible(trx: Trx, actor: Actor, id: string) {
  const request = await trx
    .selectFrom('servicerequest')
    .select(['id', 'number', 'channel', 'account', 'thread'])
    .where('id', '=', id)
    .where(visibleRequests(actor, 'servicerequest'))
    .forUpdate()
    .executeTakeFirst();
  if (!request) throw new NotFound('servicerequest.not_found', 'There is no such request');
  return request;
}

async function endMerge(trx: Trx, fromId: string, by: string): Promise<Selectable<RequestMerge> | undefined> {
  return trx
    .updateTable('request_merge')
    .set({ undone_by: by, undone_at: new Date() })
    .where('from_id', '=', fromId)
    .where('undone_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

type Thread = Awaited<ReturnType<typeof lockVisible>>;

async function hasOpenRequest(trx: Trx, { channel, account, thread }: Thread): Promise<boolean> {
  if (thread === null) return false;
  const open = await trx
    .selectFrom('servicerequest')
    .select('id')
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('thread', '=', thread)
    .where('status', '<>', 'CLOSED')
    .executeTakeFirst();
  return open !== undefined;
}

async function reopenRequest(trx: Trx, merge: Selectable<RequestMerge>): Promise<void> {
  const now = new Date();
  await trx
    .updateTable('servicerequest')
    .set({
      status: merge.from_status,
      close_reason: null,
      closed_at: null,
      closed_by: null,
      merged_into: null,
      sweep_at: now,
      updated_at: now,
    })
    .where('id', '=', merge.from_id)
    .where('merged_into', '=', merge.into_id)
    .execute();
}

/** @returns the step it had ended in; null where the request had no open incident. */
async function reopenIncident(
  trx: Trx,
  actor: Actor,
  merge: Selectable<RequestMerge>,
): Promise<string | null> {
  const { incident_id: id, incident_step: step, incident_category: category } = merge;
  if (id === null || step === null || category === null) return null;
  const incident = await trx
    .selectFrom('incident')
    .select(['step', 'assignee_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await requireMover(trx, actor, { assigneeId: incident.assignee_id });
  await trx
    .updateTable('incident')
    .set({ step, category, closed_at: null, updated_at: new Date() })
    .where('id', '=', id)
    .execute();
  await keepClock(trx, id, category);
  return incident.step;
}

/** Those not called back meanwhile, unless they have gone on to yet another request. */
async function moveCallbacksBack(trx: Trx, merge: Selectable<RequestMerge>): Promise<void> {
  if (merge.callback_ids.length === 0) return;
  await trx
    .updateTable('callback_task')
    .set({ servicerequest_id: merge.from_id })
    .where('id', 'in', merge.callback_ids)
    .where('servicerequest_id', '=', merge.into_id)
    .where('done_at', 'is', null)
    .execute();
}

async function tell(
  trx: Trx,
  merge: Selectable<RequestMerge>,
  undo: { number: string; by: string; incidentFrom: string | null },
): Promise<void> {
  const into = await trx
    .selectFrom('servicerequest')
    .select('number')
    .where('id', '=', merge.into_id)
    .executeTakeFirstOrThrow();
  const { by: actor, incidentFrom } = undo;
  const type = 'servicerequest.unmerged' as const;
  await appendEvents(trx, [
    { type, serviceRequestId: merge.from_id, actor, data: { into: merge.into_id, number: into.number } },
    { type, serviceRequestId: merge.into_id, actor, data: { from: merge.from_id, number: undo.number } },
    ...(merge.incident_id !== null && incidentFrom !== null
      ? [
          {
            type: 'incident.moved' as const,
            serviceRequestId: merge.from_id,
            incidentId: merge.incident_id,
            actor,
            data: { from: incidentFrom, to: merge.incident_step },
          },
        ]
      : []),
  ]);
}
