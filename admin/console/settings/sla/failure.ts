import { Conflict, Invalid } from '../../../../core/errors.ts';
import { type Failure, toFailure } from '../../failure.ts';
import type { TextKey, Texts } from '../../texts.ts';

const BY_FIELD: Record<string, TextKey> = {
  resolveMinutes: 'sla.error.resolve',
  answerMinutes: 'sla.error.answer',
  warnPercent: 'sla.error.warn',
  calendarId: 'settings.error.calendar',
  name: 'sla.error.name',
  timeZone: 'sla.error.zone',
  week: 'sla.error.week',
  holidays: 'sla.error.dates',
  workingDays: 'sla.error.workingDays',
};

/** Puts a refusal of a policy or a calendar into words. @throws the error itself where nobody can help it here. */
export function slaFailure(error: unknown, t: Texts): Failure {
  if (error instanceof Conflict && error.code === 'calendar.in_use')
    return { key: 'sla.error.calendarUsed', status: 409 };
  if (!(error instanceof Invalid)) return toFailure(error);
  const day = /^week\.([0-6])$/.exec(error.field)?.[1];
  if (day !== undefined) {
    return { key: 'sla.error.hours', params: { day: t(`sla.day.${day}` as TextKey) }, status: 400 };
  }
  const key = BY_FIELD[error.field];
  return key ? { key, status: 400 } : toFailure(error);
}
