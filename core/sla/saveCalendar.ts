import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { Conflict } from '../errors.ts';
import { requireManager } from '../setting/requireManager.ts';
import { tellChange } from '../setting/setting.ts';
import { type CalendarDraft, checkCalendar } from './checkCalendar.ts';

/**
 * Makes a calendar, or changes one. Terms counted already stay as they are; the clocks that go on later count by it.
 * @param change.id null: a new one.
 * @param change.baseVersion the version the change was made from; 0 for a new one.
 * @returns its id.
 * @throws {Forbidden}, {@link Invalid} as {@link checkCalendar}, {@link Conflict} when somebody has changed it
 *   meanwhile.
 */
export async function saveCalendar(
  db: Db,
  actor: Actor,
  change: { id: string | null; baseVersion: number; calendar: CalendarDraft },
): Promise<string> {
  requireManager(actor);
  const { name, timeZone, week, holidays, workingDays } = checkCalendar(change.calendar);
  const values = {
    name: JSON.stringify(name),
    time_zone: timeZone,
    week: JSON.stringify(week),
    holidays: JSON.stringify(holidays),
    working_days: JSON.stringify(workingDays),
    version: change.baseVersion + 1,
    updated_at: new Date(),
    updated_by: actor.id,
  };
  return db.transaction().execute(async (trx) => {
    const row =
      change.id === null
        ? await trx
            .insertInto('calendar')
            .values({ id: uuid(), ...values })
            .returning('id')
            .executeTakeFirstOrThrow()
        : await trx
            .updateTable('calendar')
            .set(values)
            .where('id', '=', change.id)
            .where('version', '=', change.baseVersion)
            .where('removed_at', 'is', null)
            .returning('id')
            .executeTakeFirst();
    if (!row) throw new Conflict('setting.changed', 'Somebody else has changed it meanwhile');
    await tellChange(trx, actor, `calendar:${row.id}`);
    return row.id;
  });
}
