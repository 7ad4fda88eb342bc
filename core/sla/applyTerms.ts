import type { Category } from '../business-process/process.ts';
import type { Trx } from '../db/db.ts';
import type { Priority } from '../incident/priority.ts';
import { findPolicy, termsFrom } from './policy.ts';

/** What incidents open with. */
const USUAL_PRIORITY: Priority = 'NORMAL';

/**
 * The columns an incident opens with: the terms promised now for its service, counted from now.
 * @param trx the transaction that opens it.
 * @param of.category of its first step; one that waits for somebody outside starts no clock.
 */
export async function openingTerms(
  trx: Trx,
  of: { serviceId: string; workGroupId: string | null; category: Category },
) {
  const promised = await findPolicy(trx, { ...of, priority: USUAL_PRIORITY });
  if (!promised) return {};
  const now = new Date();
  const terms = termsFrom(now, promised.policy, promised.calendar);
  return {
    created_at: now,
    answer_due_at: terms.answerDueAt,
    warn_at: terms.warnAt,
    due_at: terms.dueAt,
    sla_calendar_id: promised.calendar.id,
    sla_paused_at: of.category === 'WAITING' ? now : null,
  };
}

/**
 * Gives an open incident whose priority has changed the terms promised for it now. They count from its opening; what
 * it waited since is added. What was warned of or breached stays told. One that nothing is promised for has no terms.
 * @param trx the transaction that changes the priority, after the change.
 */
export async function applyTerms(trx: Trx, incidentId: string): Promise<void> {
  const incident = await trx
    .selectFrom('incident')
    .select([
      'service_id as serviceId',
      'work_group_id as workGroupId',
      'priority',
      'created_at',
      'sla_waited_minutes',
    ])
    .where('id', '=', incidentId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!incident) return;
  const promised = await findPolicy(trx, incident);
  const terms =
    promised &&
    termsFrom(incident.created_at, promised.policy, promised.calendar, incident.sla_waited_minutes);
  await trx
    .updateTable('incident')
    .set({
      answer_due_at: terms?.answerDueAt ?? null,
      warn_at: terms?.warnAt ?? null,
      due_at: terms?.dueAt ?? null,
      sla_calendar_id: promised?.calendar.id ?? null,
    })
    .where('id', '=', incidentId)
    .execute();
}
