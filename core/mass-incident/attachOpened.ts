import { sql } from 'kysely';
import type { Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import { sameArea } from './areas.ts';

/**
 * Attaches a request that is being opened to the open mass incident of its service, if there is one; one of its own
 * area goes before one that has none. The mass incident cannot begin to close before this transaction ends.
 * @param trx the transaction that opens the request.
 * @param request.area of the customer; null: not known, then only one without an area will do.
 * @param request.actor user id of whoever opens it by hand; absent: `system`.
 */
export async function attachOpened(
  trx: Trx,
  request: { requestId: string; serviceId: string | null; area: string | null; actor?: string },
): Promise<void> {
  const { requestId, serviceId, area } = request;
  if (serviceId === null) return;
  const outage = await trx
    .selectFrom('mass_incident')
    .select(['id', 'number'])
    .where('state', '=', 'OPEN')
    .where('service_id', '=', serviceId)
    .where(({ eb, or }) => or([eb('area', 'is', null), sameArea(sql`area`, sql`${area}::text`)]))
    .orderBy(sql`area nulls last`)
    .limit(1)
    .forShare()
    .executeTakeFirst();
  if (!outage) return;
  await trx
    .updateTable('servicerequest')
    .set({ mass_incident_id: outage.id })
    .where('id', '=', requestId)
    .execute();
  await appendEvents(trx, [
    {
      type: 'servicerequest.attached',
      serviceRequestId: requestId,
      actor: request.actor,
      data: { massIncidentId: outage.id, number: outage.number },
    },
  ]);
}
