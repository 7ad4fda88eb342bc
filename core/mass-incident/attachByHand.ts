import type { Actor } from '../access/actor.ts';
import { requireMover } from '../access/requireMover.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import { Conflict, NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { holdOpen } from './attachMatching.ts';

/**
 * Says that a request has nothing to do with its mass incident: it stays open when that is closed, and no machine
 * attaches it to it again.
 * @throws {NotFound} when the actor does not see the request, {@link Forbidden} when its incident is not his,
 *   {@link Conflict} when it is closed, or part of none any more.
 */
export async function detachRequest(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  change: { requestId: string },
): Promise<void> {
  const { requestId } = change;
  const request = await readMovable(ctx.db, actor, requestId);
  const { massIncidentId, number } = request;
  if (massIncidentId === null) throw notAttached();
  await ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('servicerequest')
      .set({ mass_incident_id: null, updated_at: new Date() })
      .where('id', '=', requestId)
      .where('mass_incident_id', '=', massIncidentId)
      .where('status', '<>', 'CLOSED')
      .returning('id')
      .executeTakeFirst();
    if (!row) throw notAttached();
    await trx
      .insertInto('mass_incident_detached')
      .values({ mass_incident_id: massIncidentId, servicerequest_id: requestId, by: actor.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await appendEvents(trx, [
      {
        type: 'servicerequest.detached',
        serviceRequestId: requestId,
        actor: actor.id,
        data: { massIncidentId, number },
      },
    ]);
  });
}

/**
 * Says that an open request has the cause of an open mass incident, which no machine could know. Its customer is told.
 * @throws {NotFound} when the actor does not see the request or there is no such mass incident open, {@link Forbidden}
 *   when its incident is not his, {@link Conflict} when it is closed or part of one already.
 */
export async function attachRequest(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  change: { requestId: string; massIncidentId: string },
): Promise<void> {
  const { requestId, massIncidentId } = change;
  await readMovable(ctx.db, actor, requestId);
  await ctx.db.transaction().execute(async (trx) => {
    const mass = await holdOpen(trx, massIncidentId);
    if (!mass) throw new NotFound('massincident.not_found', 'There is no such mass incident open');
    const row = await trx
      .updateTable('servicerequest')
      .set({ mass_incident_id: massIncidentId, updated_at: new Date() })
      .where('id', '=', requestId)
      .where('mass_incident_id', 'is', null)
      .where('status', '<>', 'CLOSED')
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new Conflict('massincident.attached', 'The request is closed, or part of one already');
    await trx
      .deleteFrom('mass_incident_detached')
      .where('mass_incident_id', '=', massIncidentId)
      .where('servicerequest_id', '=', requestId)
      .execute();
    await appendEvents(trx, [
      {
        type: 'servicerequest.attached',
        serviceRequestId: requestId,
        actor: actor.id,
        data: { massIncidentId, number: mass.number },
      },
    ]);
  });
}

/** A request whose incident is the actor's to move; one without an incident is anybody's who sees it. */
async function readMovable(db: Db, actor: Actor, requestId: string) {
  const request = await db
    .selectFrom('servicerequest as r')
    .leftJoin('mass_incident as m', 'm.id', 'r.mass_incident_id')
    .leftJoin('incident as i', 'i.servicerequest_id', 'r.id')
    .select([
      'r.mass_incident_id as massIncidentId',
      'm.number',
      'i.id as incidentId',
      'i.assignee_id as assigneeId',
    ])
    .where('r.id', '=', requestId)
    .where(visibleRequests(actor, 'r'))
    .executeTakeFirst();
  if (!request) throw new NotFound('servicerequest.not_found', 'There is no such request');
  if (request.incidentId !== null) await requireMover(db, actor, { assigneeId: request.assigneeId });
  return request;
}

function notAttached(): Conflict {
  return new Conflict('massincident.not_attached', 'The request is part of no mass incident any more');
}
