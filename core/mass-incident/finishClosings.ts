import { sql } from 'kysely';
import type { HouseContext } from '../context.ts';
import type { Db, Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import { endIncident } from '../incident/endIncident.ts';
import { finalStep } from '../incident/finalStep.ts';
import { endRequest } from '../service-request/endRequest.ts';

type Needs = Pick<HouseContext, 'db' | 'log'>;

/** A mass incident whose requests are being closed. */
interface Closing {
  id: string;
  number: string;
  /** Who said that it is over. */
  by: string;
}

const AT_ONCE = 50;

/**
 * Goes on with every mass incident that is over: closes its requests that are still open, each with its incident in a
 * transaction of its own, and ends it when there is none left. What a crash interrupts the next run goes on with;
 * several processes may run it at once. A request that cannot be closed now is logged and tried again next time.
 * @returns whether there is more to do at once.
 */
export async function finishClosings(ctx: Needs): Promise<boolean> {
  const closings = await ctx.db
    .selectFrom('mass_incident')
    .select(['id', 'number', sql<string>`coalesce(closed_by, 'system')`.as('by')])
    .where('state', '=', 'CLOSING')
    .orderBy('closing_at')
    .execute();
  let more = false;
  for (const closing of closings) {
    if (await closeSome(ctx, closing)) more = true;
    else await end(ctx.db, closing);
  }
  return more;
}

/** @returns whether some were closed: then there may be more. */
async function closeSome(ctx: Needs, closing: Closing): Promise<boolean> {
  const rows = await ctx.db
    .selectFrom('servicerequest')
    .select('id')
    .where('mass_incident_id', '=', closing.id)
    .where('status', '<>', 'CLOSED')
    .orderBy(sql`random()`)
    .limit(AT_ONCE)
    .execute();
  let closed = 0;
  for (const { id } of rows) {
    try {
      if (await ctx.db.transaction().execute((trx) => closeOne(trx, closing, id))) closed += 1;
    } catch (error) {
      if (!(error instanceof MovedMeanwhile))
        ctx.log.warn(
          { err: error, serviceRequestId: id, massIncidentId: closing.id },
          'a request of a mass incident could not be closed; it is tried again',
        );
    }
  }
  return closed > 0;
}

/** Somebody moved it at the same moment: the next look sees where it is. */
class MovedMeanwhile extends Error {}

/** The incident first, as everybody else who ends both: no two can wait for each other. */
async function closeOne(trx: Trx, closing: Closing, requestId: string): Promise<boolean> {
  const incident = await readOpenIncident(trx, requestId);
  if (incident) {
    const toStep = await finalStep(trx, incident, 'resolved');
    const ending = { incidentId: incident.id, requestId, fromStep: incident.step, toStep, by: closing.by };
    if (!(await endIncident(trx, ending))) return false;
  }
  const request = await trx
    .selectFrom('servicerequest')
    .select('status')
    .where('id', '=', requestId)
    .where('mass_incident_id', '=', closing.id)
    .where('status', '<>', 'CLOSED')
    .forUpdate()
    .executeTakeFirst();
  // An incident that was opened since we looked would be left behind.
  if (!request || (await readOpenIncident(trx, requestId))) throw new MovedMeanwhile();
  return endRequest(trx, {
    requestId,
    from: request.status,
    reason: 'RESOLVED',
    by: closing.by,
    massIncidentId: closing.id,
    ...(incident && { incidentId: incident.id }),
  });
}

async function readOpenIncident(trx: Trx, requestId: string) {
  return trx
    .selectFrom('incident')
    .select(['id', 'step', 'process_id', 'process_version'])
    .where('servicerequest_id', '=', requestId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
}

/** Ends it when the last one is closed, once. */
async function end(db: Db, closing: Closing): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('mass_incident as m')
      .set({ state: 'CLOSED', closed_at: new Date() })
      .where('m.id', '=', closing.id)
      .where('m.state', '=', 'CLOSING')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('servicerequest as r')
              .select('r.id')
              .whereRef('r.mass_incident_id', '=', 'm.id')
              .where('r.status', '<>', 'CLOSED'),
          ),
        ),
      )
      .returning('m.id')
      .executeTakeFirst();
    if (!row) return;
    await appendEvents(trx, [
      {
        type: 'massincident.closed',
        subject: `massincident:${closing.id}`,
        actor: closing.by,
        data: { massIncidentId: closing.id, number: closing.number },
      },
    ]);
  });
}
