import type { Bilingual } from '../business-process/process.ts';
import type { Db, Trx } from '../db/db.ts';
import { Invalid } from '../errors.ts';

/** Working hours of a day, `HH:MM` each. `to` may be `24:00`; one that is not after `from` is of the next day. */
export interface WorkInterval {
  from: string;
  to: string;
}

/** A date whose hours differ from its weekday's, whatever the holidays say. */
export interface WorkingDay {
  /** `YYYY-MM-DD` */
  date: string;
  hours: WorkInterval[];
}

/** When people work, as far as counting of terms goes. */
export interface WorkHours {
  /** IANA name; the hours and dates are of its clock. */
  timeZone: string;
  /** Seven days, Monday first; an empty one is a day off. */
  week: WorkInterval[][];
  /** Dates without work, `YYYY-MM-DD`. */
  holidays: string[];
  workingDays: WorkingDay[];
}

/** Working hours with a name, as the settings keep them. */
export interface Calendar extends WorkHours {
  id: string;
  name: Bilingual;
  version: number;
}

const COLUMNS = [
  'id',
  'name',
  'time_zone as timeZone',
  'week',
  'holidays',
  'working_days as workingDays',
  'version',
] as const;

/** Every calendar that may be chosen, the oldest first. */
export async function listCalendars(db: Db): Promise<Calendar[]> {
  return db
    .selectFrom('calendar')
    .select(COLUMNS)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** One calendar, a removed one too: clocks may go on by it. Undefined when there is none. */
export async function readCalendar(db: Db, id: string): Promise<Calendar | undefined> {
  return db.selectFrom('calendar').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/**
 * Sees to it that a calendar may be chosen, and keeps it from being removed until the transaction ends.
 * @param id null: none is chosen, which is fine.
 * @throws {Invalid} naming `calendarId`.
 */
export async function requireCalendar(trx: Trx, id: string | null): Promise<void> {
  if (id === null) return;
  const calendar = await trx
    .selectFrom('calendar')
    .select('id')
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forShare()
    .executeTakeFirst();
  if (!calendar) throw new Invalid('calendarId', 'there is no such calendar');
}
