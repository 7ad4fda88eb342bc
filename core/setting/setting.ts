import type { Actor } from '../access/actor.ts';
import type { Db, Trx } from '../db/db.ts';
import { Conflict } from '../errors.ts';
import { appendEvents } from '../events.ts';

/** A page of settings that is changed as a whole. */
export type SettingId = 'routing';

/** Which version of a page of settings stands, and who left it so. */
export interface SettingVersion {
  version: number;
  updatedAt: Date;
  /** User id, client id, or `system`. */
  updatedBy: string;
}

/** The version of a page of settings that stands now. */
export async function readSettingVersion(db: Db, id: SettingId): Promise<SettingVersion> {
  return db
    .selectFrom('setting')
    .select(['version', 'updated_at as updatedAt', 'updated_by as updatedBy'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/**
 * Claims a page of settings for the caller's change: everybody else's change of it waits for this transaction. The
 * change is told of as `setting.changed`.
 * @param baseVersion the version the change was made from.
 * @throws {Conflict} when another change came between.
 */
export async function claimSetting(
  trx: Trx,
  actor: Actor,
  change: { id: SettingId; baseVersion: number },
): Promise<void> {
  const claimed = await trx
    .updateTable('setting')
    .set({ version: change.baseVersion + 1, updated_at: new Date(), updated_by: actor.id })
    .where('id', '=', change.id)
    .where('version', '=', change.baseVersion)
    .returning('id')
    .executeTakeFirst();
  if (!claimed) throw new Conflict('setting.changed', 'Somebody else has changed it meanwhile');
  await tellChange(trx, actor, change.id);
}

/**
 * Writes the event of a changed setting.
 * @param setting which one: `routing`, `template:closed`, `group:internet`.
 */
export async function tellChange(trx: Trx, actor: Actor, setting: string): Promise<void> {
  await appendEvents(trx, [
    { type: 'setting.changed', subject: `setting:${setting}`, actor: actor.id, data: { setting } },
  ]);
}
