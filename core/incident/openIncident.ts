import { v7 as uuid } from 'uuid';
import { readNewestProcess } from '../business-process/readProcess.ts';
import { answeringAgent } from '../call/answeringAgent.ts';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import { assignAnsweringAgent } from './assignAnsweringAgent.ts';

type Needs = Pick<HouseContext, 'db' | 'metrics' | 'agentLoads'>;

/** Followed where a service names no process or one the dictionary does not have. */
const FALLBACK_PROCESS = 'question';

/**
 * Opens the incident of a request whose order is placed: binds the newest version of the service's process, puts
 * it to the agent who took the call, else to the least loaded of the work group, and moves the request on.
 * Running it twice opens one: the request's move is conditional and the incident unique for its request.
 */
export async function openIncident(ctx: Needs, requestId: string): Promise<void> {
  const request = await readOrdered(ctx.db, requestId);
  if (!request) return;
  const { service_id: serviceId, work_group_id: workGroupId } = request;
  const process =
    (await readNewestProcess(ctx.db, request.process_id ?? FALLBACK_PROCESS)) ??
    (await readNewestProcess(ctx.db, FALLBACK_PROCESS));
  const start = process?.steps[0];
  if (!process || !start) throw new Error(`the dictionary lacks the process ${FALLBACK_PROCESS}`);
  const answering = await answeringAgent(ctx.db, requestId);
  const assigneeId = answering ?? (workGroupId === null ? null : await ctx.agentLoads.pick(workGroupId));
  const assignedBy = answering === null ? 'system' : 'call';

  const opened = await ctx.db.transaction().execute(async (trx) => {
    const moved = await trx
      .updateTable('servicerequest')
      .set({ status: 'IN_PROGRESS', updated_at: new Date() })
      .where('id', '=', requestId)
      .where('status', '=', 'ORDERING')
      .where('order_id', 'is not', null)
      .returning('id')
      .executeTakeFirst();
    if (!moved) return false;
    const incident = await trx
      .insertInto('incident')
      .values({
        id: uuid(),
        servicerequest_id: requestId,
        order_id: request.order_id,
        service_id: serviceId,
        work_group_id: workGroupId,
        customer_id: request.customer_id,
        process_id: process.id,
        process_version: process.version,
        step: start.id,
        category: start.category,
        assignee_id: assigneeId,
        assigned_by: assignedBy,
      })
      .returning(['id', 'number'])
      .executeTakeFirstOrThrow();
    const about = { serviceRequestId: requestId, incidentId: incident.id };
    await appendEvents(trx, [
      { type: 'incident.opened', ...about, data: { number: incident.number, step: start.id, workGroupId } },
      { type: 'incident.assigned', ...about, data: { assigneeId, assignedBy } },
    ]);
    return true;
  });
  if (!opened) return;
  ctx.metrics.contactToIncident.observe(
    { channel: request.channel },
    (Date.now() - +request.first_contact_at) / 1000,
  );
  // An answer that was recorded while we opened has not seen the incident.
  if (answering === null) await assignAnsweringAgent(ctx.db, requestId);
}

interface OrderedRequest {
  channel: string;
  order_id: string;
  service_id: string;
  customer_id: string;
  first_contact_at: Date;
  work_group_id: string | null;
  process_id: string | null;
}

async function readOrdered(db: Db, requestId: string): Promise<OrderedRequest | undefined> {
  const row = await db
    .selectFrom('servicerequest as r')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .select([
      'r.channel',
      'r.order_id',
      'r.service_id',
      'r.customer_id',
      's.work_group_id',
      's.process_id',
      (each) =>
        each
          .selectFrom('contact as c')
          .select((inner) => inner.fn.min('c.received_at').as('first'))
          .whereRef('c.servicerequest_id', '=', 'r.id')
          .as('received_at'),
      'r.created_at',
    ])
    .where('r.id', '=', requestId)
    .where('r.status', '=', 'ORDERING')
    .where('r.order_id', 'is not', null)
    .executeTakeFirst();
  if (!row?.order_id || !row.service_id || !row.customer_id) return undefined;
  return {
    ...row,
    order_id: row.order_id,
    service_id: row.service_id,
    customer_id: row.customer_id,
    first_contact_at: row.received_at ?? row.created_at,
  };
}
