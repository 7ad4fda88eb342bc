import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { Conflict, Invalid } from '../errors.ts';
import { PRIORITIES, type Priority } from '../incident/priority.ts';
import { requireManager } from '../setting/requireManager.ts';
import { tellChange } from '../setting/setting.ts';
import { requireCalendar } from '../sla/calendar.ts';
import { type Assignment, getWorkGroup, LIMITED, type WipLimits } from './readWorkGroups.ts';

const MOST = 10_000;

/** What a supervisor sets of a work group. */
export interface WorkGroupSettings {
  assignment: Assignment;
  wipLimits: WipLimits;
  calendarId: string | null;
  /** What its incidents open with. */
  priority: Priority;
}

/**
 * Sets how a work group works. Who is in it the directory decides.
 * @param change.baseVersion the version the change was made from.
 * @throws {Forbidden}, {@link NotFound}, {@link Invalid} naming `wipLimits.TODO`, `calendarId` or `priority`,
 *   {@link Conflict} when somebody has changed it meanwhile.
 */
export async function saveWorkGroup(
  db: Db,
  actor: Actor,
  change: { id: string; baseVersion: number; settings: WorkGroupSettings },
): Promise<void> {
  requireManager(actor);
  const { assignment, wipLimits, calendarId, priority } = change.settings;
  if (!PRIORITIES.includes(priority))
    throw new Invalid('priority', `must be one of ${PRIORITIES.join(', ')}`);
  for (const column of LIMITED) {
    const limit = wipLimits[column];
    if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= MOST)) {
      throw new Invalid(`wipLimits.${column}`, `must be a whole number from 1 to ${MOST}`);
    }
  }
  await getWorkGroup(db, change.id);
  await db.transaction().execute(async (trx) => {
    await requireCalendar(trx, calendarId);
    const row = await trx
      .updateTable('work_group')
      .set({
        assignment,
        wip_limits: JSON.stringify(wipLimits),
        calendar_id: calendarId,
        priority,
        version: change.baseVersion + 1,
        updated_at: new Date(),
        updated_by: actor.id,
      })
      .where('id', '=', change.id)
      .where('version', '=', change.baseVersion)
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new Conflict('setting.changed', 'Somebody else has changed it meanwhile');
    await tellChange(trx, actor, `group:${change.id}`);
  });
}
