import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { requireMover } from '../access/requireMover.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { endIncident } from '../incident/endIncident.ts';
import { finalStep } from '../incident/finalStep.ts';
import { endRequest } from './endRequest.ts';
import type { CloseReason } from './status.ts';

/**
 * Closes a request by hand. One with an open incident closes it too, by the rule of who may close incidents; one
 * without is closed by whoever sees it.
 * @throws {NotFound} when the actor does not see it; {@link Forbidden} when he may not close it; {@link Conflict}
 *   when it is closed already, or it or its incident moved meanwhile; {@link Invalid} naming `reason` when the facts
 *   speak against it.
 */
export async function closeRequest(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  close: { requestId: string; reason: CloseReason },
): Promise<void> {
  const { requestId, reason } = close;
  const request = await readVisible(ctx.db, actor, requestId);
  if (request.status === 'CLOSED')
    throw new Conflict('servicerequest.closed', 'The request is closed already');
  const incident = await readOpenIncident(ctx.db, requestId);
  if (incident) await requireMover(ctx.db, actor, { assigneeId: incident.assignee_id });
  if (reason === 'INCIDENT_UNLINKED')
    throw new Invalid('reason', 'is set by unlinking an incident, not by hand');
  if (reason === 'NO_INCIDENT' && request.hasIncident)
    throw new Invalid('reason', 'the request has an incident');
  await ctx.db.transaction().execute(async (trx) => {
    if (incident) {
      const ended = await endIncident(trx, {
        incidentId: incident.id,
        requestId,
        fromStep: incident.step,
        toStep: await finalStep(trx, incident, reason === 'RESOLVED' ? 'resolved' : 'broken_off'),
        assigneeId: incident.assignee_id,
        by: actor.id,
      });
      if (!ended) throw new Conflict('incident.moved', 'Somebody else has moved the incident');
    }
    const ending = { requestId, from: request.status, reason, by: actor.id, incidentId: incident?.id };
    if (!(await endRequest(trx, ending))) {
      throw new Conflict('servicerequest.moved', 'The request has moved on meanwhile');
    }
  });
}

async function readVisible(db: Db, actor: Actor, id: string) {
  const request = await db
    .selectFrom('servicerequest')
    .select([
      'id',
      'status',
      sql<boolean>`exists (select 1 from incident i where i.servicerequest_id = servicerequest.id)`.as(
        'hasIncident',
      ),
    ])
    .where('id', '=', id)
    .where(visibleRequests(actor, 'servicerequest'))
    .executeTakeFirst();
  if (!request) throw new NotFound('servicerequest.not_found', 'There is no such request');
  return request;
}

async function readOpenIncident(db: Db, requestId: string) {
  return db
    .selectFrom('incident')
    .select(['id', 'step', 'assignee_id', 'process_id', 'process_version'])
    .where('servicerequest_id', '=', requestId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
}
