import { type Selectable, sql } from 'kysely';
import { findStep, transitionByOrder } from '../business-process/process.ts';
import { readProcess } from '../business-process/readProcess.ts';
import type { HouseContext } from '../context.ts';
import type { Db, Trx } from '../db/db.ts';
import type { Incident, OrderState } from '../db/types.generated.ts';
import { appendEvents } from '../events.ts';
import { stepIncident } from '../incident/stepIncident.ts';

const BATCH = 100;

/** Applies what came before its incident was there. Safe to run at any time, in any number of processes. */
export async function applyWaitingOrderStates(ctx: Pick<HouseContext, 'db' | 'log'>): Promise<void> {
  const { rows } = await sql<{ order_id: string }>`
    select distinct s.order_id from order_state s
    join incident i on i.order_id = s.order_id
    where s.settled_at is null limit ${BATCH}`.execute(ctx.db);
  for (const { order_id: orderId } of rows) {
    // One that fails must not keep the others waiting.
    await applyOrderStates(ctx.db, orderId).catch((error: unknown) => {
      ctx.log.error(
        { err: error, orderId },
        'the states of an order could not be applied; they will be tried again',
      );
    });
  }
}

/**
 * Puts the states an order has reached on its incident's timeline, and moves the incident where its process says that
 * such a state does. A state older than one applied before moves nothing.
 */
export async function applyOrderStates(db: Db, orderId: string): Promise<void> {
  const waiting = await db
    .selectFrom('order_state')
    .select('event_id')
    .where('order_id', '=', orderId)
    .where('settled_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (!waiting) return;
  await db.transaction().execute(async (trx) => {
    const incident = await trx
      .selectFrom('incident')
      .selectAll()
      .where('order_id', '=', orderId)
      .forUpdate()
      .executeTakeFirst();
    if (!incident) return;
    const states = await trx
      .selectFrom('order_state')
      .selectAll()
      .where('order_id', '=', orderId)
      .where('settled_at', 'is', null)
      .orderBy('at')
      .orderBy('received_at')
      .forUpdate()
      .execute();
    let step = incident.closed_at === null ? incident.step : null;
    for (const state of states) {
      const isNews = await isNewest(trx, state);
      await tell(trx, incident, state);
      if (isNews) await keepState(trx, state);
      if (isNews && step !== null) step = await moveBy(trx, { ...incident, step }, state.state);
      await trx
        .updateTable('order_state')
        .set({ settled_at: new Date() })
        .where('source', '=', state.source)
        .where('event_id', '=', state.event_id)
        .execute();
    }
  });
}

async function isNewest(trx: Trx, state: Selectable<OrderState>): Promise<boolean> {
  const newer = await trx
    .selectFrom('order_state')
    .select('event_id')
    .where('order_id', '=', state.order_id)
    .where('settled_at', 'is not', null)
    .where('at', '>', state.at)
    .limit(1)
    .executeTakeFirst();
  return newer === undefined;
}

async function tell(trx: Trx, incident: Selectable<Incident>, state: Selectable<OrderState>): Promise<void> {
  await appendEvents(trx, [
    {
      type: 'order.state_changed',
      serviceRequestId: incident.servicerequest_id,
      incidentId: incident.id,
      actor: 'order-system',
      data: { orderId: state.order_id, state: state.state },
    },
  ]);
}

/** The incident shows where its order stands. */
async function keepState(trx: Trx, { order_id, state }: Selectable<OrderState>): Promise<void> {
  await trx.updateTable('incident').set({ order_state: state }).where('order_id', '=', order_id).execute();
}

/** @returns the step it stands in then; null once it is closed. */
async function moveBy(trx: Trx, incident: Selectable<Incident>, state: string): Promise<string | null> {
  const process = await readProcess(trx, incident.process_id, incident.process_version);
  const transition = process && transitionByOrder(process, incident.step, state);
  const target = transition && findStep(process, transition.to);
  if (!target) return incident.step;
  await stepIncident(trx, {
    incidentId: incident.id,
    requestId: incident.servicerequest_id,
    fromStep: incident.step,
    target,
    by: 'order-system',
  });
  return target.category === 'DONE' ? null : target.id;
}
