import type { Category } from '../business-process/process.ts';
import type { Trx } from '../db/db.ts';
import { addBusinessMinutes, businessMinutesBetween } from './businessTime.ts';
import { readCalendar } from './calendar.ts';
import { tellLateAnswer } from './noteAnswers.ts';
import { tellLate } from './noteTerms.ts';

/**
 * Keeps an incident's clock as it steps: it stops where the step waits for somebody outside, and goes on, with the
 * terms moved by the working time it stood, where the next one does not. A term that passed before stays passed.
 * @param trx the transaction that moves the incident, after the move.
 * @param category of the step it stands in now.
 */
export async function keepClock(trx: Trx, incidentId: string, category: Category): Promise<void> {
  if (category !== 'WAITING') await goOn(trx, incidentId);
  if (category === 'WAITING' || category === 'DONE') await tellLate(trx, { incidentId });
  if (category === 'DONE') await tellLateAnswer(trx, { incidentId });
  if (category === 'WAITING') await stop(trx, incidentId);
}

async function stop(trx: Trx, incidentId: string): Promise<void> {
  await trx
    .updateTable('incident')
    .set({ sla_paused_at: new Date() })
    .where('id', '=', incidentId)
    .where('sla_paused_at', 'is', null)
    .execute();
}

async function goOn(trx: Trx, incidentId: string): Promise<void> {
  const incident = await trx
    .selectFrom('incident')
    .select(['sla_paused_at', 'sla_calendar_id', 'sla_waited_minutes', 'warn_at', 'due_at'])
    .where('id', '=', incidentId)
    .where('sla_paused_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  if (!incident?.sla_paused_at) return;
  const { sla_paused_at: stoodSince, sla_calendar_id: calendarId } = incident;
  const calendar = calendarId === null ? undefined : await readCalendar(trx, calendarId);
  const waited = calendar ? businessMinutesBetween(stoodSince, new Date(), calendar) : 0;
  const later = (at: Date | null) =>
    calendar && at !== null && at > stoodSince ? addBusinessMinutes(at, waited, calendar) : at;
  await trx
    .updateTable('incident')
    .set({
      sla_paused_at: null,
      sla_waited_minutes: incident.sla_waited_minutes + waited,
      warn_at: later(incident.warn_at),
      due_at: later(incident.due_at),
    })
    .where('id', '=', incidentId)
    .execute();
}
