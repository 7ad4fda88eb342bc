import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { Conflict, NotFound } from '../errors.ts';
import type { Priority } from '../incident/priority.ts';
import { requireManager } from '../setting/requireManager.ts';
import { tellChange } from '../setting/setting.ts';
import { USUAL_CALENDAR } from './policy.ts';

/** What counts by a calendar. */
export interface CalendarUse {
  /** Whether it holds where nobody names another. */
  isUsual: boolean;
  /** A null service: of every service. */
  policies: { serviceId: string | null; priority: Priority }[];
  /** Ids of work groups. */
  groups: string[];
}

/** Reads what counts by a calendar now: while there is anything, it cannot be removed. */
export async function readCalendarUse(db: Db, id: string): Promise<CalendarUse> {
  const policies = await db
    .selectFrom('sla_policy')
    .select(['service_id as serviceId', 'priority'])
    .where('calendar_id', '=', id)
    .orderBy('service_id')
    .orderBy('priority')
    .execute();
  const groups = await db
    .selectFrom('work_group')
    .select('id')
    .where('calendar_id', '=', id)
    .orderBy('name')
    .execute();
  return { isUsual: id === USUAL_CALENDAR, policies, groups: groups.map((group) => group.id) };
}

/** Whether anything counts by it. */
export function isUsed({ isUsual, policies, groups }: CalendarUse): boolean {
  return isUsual || policies.length > 0 || groups.length > 0;
}

/**
 * Removes a calendar that no policy and no work group counts by. Incidents that do keep their terms and go on by it.
 * @param change.baseVersion the version that was looked at.
 * @throws {Forbidden}, {@link NotFound}, {@link Conflict} `calendar.in_use` when something counts by it,
 *   `setting.changed` when somebody has changed it meanwhile.
 */
export async function removeCalendar(
  db: Db,
  actor: Actor,
  change: { id: string; baseVersion: number },
): Promise<void> {
  requireManager(actor);
  const { id } = change;
  await db.transaction().execute(async (trx) => {
    // Whoever is choosing it at this moment goes first, or sees it gone.
    const calendar = await trx
      .selectFrom('calendar')
      .select('version')
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!calendar) throw new NotFound('calendar.not_found', 'There is no such calendar');
    if (calendar.version !== change.baseVersion)
      throw new Conflict('setting.changed', 'Somebody else has changed it meanwhile');
    if (isUsed(await readCalendarUse(trx, id)))
      throw new Conflict('calendar.in_use', 'A policy or a work group counts by it');
    await trx
      .updateTable('calendar')
      .set({ removed_at: new Date(), updated_by: actor.id })
      .where('id', '=', id)
      .execute();
    await tellChange(trx, actor, `calendar:${id}`);
  });
}
