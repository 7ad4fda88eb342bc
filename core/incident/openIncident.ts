import { v7 as uuid } from 'uuid';
import type { BusinessProcess, ProcessStep } from '../business-process/process.ts';
import { readNewestProcess } from '../business-process/readProcess.ts';
import { answeringAgent } from '../call/answeringAgent.ts';
import type { HouseContext } from '../context.ts';
import type { Db, Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import { applyOrderStates } from '../order/applyOrderStates.ts';
import { openingTerms } from '../sla/applyTerms.ts';
import { assignAnsweringAgent } from './assignAnsweringAgent.ts';
import { type OrderedRequest, readOrderedRequest } from './orderedRequest.ts';

type Needs = Pick<HouseContext, 'db' | 'metrics' | 'agentLoads'>;

/** Followed where a service names no process or one the dictionary does not have. */
const FALLBACK_PROCESS = 'question';

/** Where a new incident begins and with whom. */
interface Beginning {
  process: BusinessProcess;
  start: ProcessStep;
  assigneeId: string | null;
  assignedBy: 'call' | 'system';
}

/**
 * Opens the incident of a request whose order is placed: binds the newest version of the service's process, puts
 * it to the agent who took the call, else to the least loaded of the work group, and moves the request on.
 * Running it twice opens one: the request's move is conditional and the incident unique for its request.
 */
export async function openIncident(ctx: Needs, requestId: string): Promise<void> {
  const request = await readOrderedRequest(ctx.db, requestId);
  if (!request) return;
  const beginning = {
    ...(await firstStep(ctx.db, request.processId)),
    ...(await chooseAssignee(ctx, request)),
  };
  const opened = await ctx.db.transaction().execute((trx) => storeIncident(trx, request, beginning));
  if (!opened) return;
  await applyOrderStates(ctx.db, request.orderId);
  const { channel, firstContactAt, hasCall } = request;
  ctx.metrics.contactToIncident.observe({ channel }, (Date.now() - firstContactAt.getTime()) / 1000);
  // An answer that was recorded while we opened has not seen the incident.
  if (hasCall && beginning.assignedBy === 'system') await assignAnsweringAgent(ctx.db, requestId);
}

async function firstStep(db: Db, processId: string | null): Promise<Pick<Beginning, 'process' | 'start'>> {
  const process =
    (await readNewestProcess(db, processId ?? FALLBACK_PROCESS)) ??
    (await readNewestProcess(db, FALLBACK_PROCESS));
  const start = process?.steps[0];
  if (!process || !start) throw new Error(`the dictionary lacks the process ${FALLBACK_PROCESS}`);
  return { process, start };
}

async function chooseAssignee(
  ctx: Needs,
  request: OrderedRequest,
): Promise<Pick<Beginning, 'assigneeId' | 'assignedBy'>> {
  const answering = request.hasCall ? await answeringAgent(ctx.db, request.id) : null;
  if (answering !== null) return { assigneeId: answering, assignedBy: 'call' };
  const { workGroupId } = request;
  return {
    assigneeId: workGroupId === null ? null : await ctx.agentLoads.pick(workGroupId),
    assignedBy: 'system',
  };
}

/** @returns false when the request does not wait any more. */
async function storeIncident(trx: Trx, request: OrderedRequest, beginning: Beginning): Promise<boolean> {
  const moved = await trx
    .updateTable('servicerequest')
    .set({ status: 'IN_PROGRESS', updated_at: new Date() })
    .where('id', '=', request.id)
    .where('status', '=', 'ORDERING')
    .returning('id')
    .executeTakeFirst();
  if (!moved) return false;
  const { process, start, assigneeId, assignedBy } = beginning;
  const terms = await openingTerms(trx, { ...request, category: start.category });
  const incident = await trx
    .insertInto('incident')
    .values(({ selectFrom }) => ({
      id: uuid(),
      servicerequest_id: request.id,
      order_id: request.orderId,
      order_state: selectFrom('servicerequest').select('order_state').where('id', '=', request.id),
      service_id: request.serviceId,
      work_group_id: request.workGroupId,
      customer_id: request.customerId,
      process_id: process.id,
      process_version: process.version,
      step: start.id,
      category: start.category,
      assignee_id: assigneeId,
      assigned_by: assignedBy,
      ...terms,
    }))
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
  const about = { serviceRequestId: request.id, incidentId: incident.id };
  const { workGroupId } = request;
  await appendEvents(trx, [
    { type: 'incident.opened', ...about, data: { number: incident.number, step: start.id, workGroupId } },
    { type: 'incident.assigned', ...about, data: { assigneeId, assignedBy } },
  ]);
  return true;
}
