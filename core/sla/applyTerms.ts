import type { Category } from '../business-process/process.ts';
import type { Trx } from '../db/db.ts';
import type { Priority } from '../incident/priority.ts';
import { findPolicy, termsFrom } from './policy.ts';

/** What incidents open with where no work group says otherwise. */
const USUAL_PRIORITY: Priority = 'NORMAL';

/**
 * The columns an incident opens with: how pressing it is, and the terms promised now for that and its service, counted
 * from now.
 * @param trx the transaction that opens it.
 * @param of.category of its first step; one that waits for somebody outside starts no clock.
 * @param of.priority where whoever opens it names one; absent: its work group's usual one.
 */
export async function openingTerms(
  trx: Trx,
  of: { serviceId: string; workGroupId: string | null; category: Category; priority?: Priority | undefined },
) {
  const priority = of.priority ?? (await usualPriority(trx, of.workGroupId));
  const promised = await findPolicy(trx, { ...of, priority });
  if (!promised) return { priority };
  const now = new Date();
  const terms = termsFrom(now, promised.policy, promised.calendar);
  return {
    priority,
    created_at: now,
    answer_warn_at: terms.answerWarnAt,
    answer_due_at: terms.answerDueAt,
    warn_at: terms.warnAt,
    due_at: terms.dueAt,
    sla_calendar_id: promised.calendar.id,
    sla_paused_at: of.category === 'WAITING' ? now : null,
  };
}

/** The priority a work group's incidents open with. */
async function usualPriority(trx: Trx, workGroupId: string | null): Promise<Priority> {
  const group = await trx
    .selectFrom('work_group')
    .select('priority')
    .where('id', '=', workGroupId)
    .executeTakeFirst();
  return group?.priority ?? USUAL_PRIORITY;
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
      answer_warn_at: terms?.answerWarnAt ?? null,
      answer_due_at: terms?.answerDueAt ?? null,
      warn_at: terms?.warnAt ?? null,
      due_at: terms?.dueAt ?? null,
      sla_calendar_id: promised?.calendar.id ?? null,
    })
    .where('id', '=', incidentId)
    .execute();
}
