import type { Bilingual } from '../business-process/process.ts';
import type { Db } from '../db/db.ts';

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

/** Every calendar, the oldest first. */
export async function listCalendars(db: Db): Promise<Calendar[]> {
  return db.selectFrom('calendar').select(COLUMNS).orderBy('created_at').orderBy('id').execute();
}

/** One calendar; undefined when there is none. */
export async function readCalendar(db: Db, id: string): Promise<Calendar | undefined> {
  return db.selectFrom('calendar').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}
