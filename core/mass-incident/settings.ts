import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { Conflict, Invalid } from '../errors.ts';
import { requireManager } from '../setting/requireManager.ts';
import { tellChange } from '../setting/setting.ts';

/** What counts as a spike. */
export interface SpikeSettings {
  /** How far back customers are counted, in minutes. */
  windowMinutes: number;
  /** Fewer customers than this are no spike, however quiet it usually is. */
  minRequests: number;
  /** How many times the usual number make a spike. */
  factor: number;
  /** For how long a dismissed spike is not proposed again, unless it doubles, in minutes. */
  quietMinutes: number;
}

/** The settings with the version they stand at. */
export interface StoredSpikeSettings extends SpikeSettings {
  version: number;
}

const BOUNDS = {
  windowMinutes: [1, 240],
  minRequests: [2, 10_000],
  factor: [1, 100],
  quietMinutes: [1, 10_080],
} as const satisfies Record<keyof SpikeSettings, readonly [number, number]>;

/** What counts as a spike now. */
export async function readSpikeSettings(db: Db): Promise<StoredSpikeSettings> {
  return db
    .selectFrom('mass_incident_setting')
    .select([
      'window_minutes as windowMinutes',
      'min_requests as minRequests',
      'factor',
      'quiet_minutes as quietMinutes',
      'version',
    ])
    .executeTakeFirstOrThrow();
}

/**
 * Sets what counts as a spike, from the next look on.
 * @throws {Forbidden}, {@link Invalid} naming the part that is out of bounds, {@link Conflict} when somebody has changed
 *   it meanwhile.
 */
export async function saveSpikeSettings(
  db: Db,
  actor: Actor,
  change: SpikeSettings & { baseVersion: number },
): Promise<void> {
  requireManager(actor);
  for (const part of Object.keys(BOUNDS) as (keyof SpikeSettings)[]) {
    const [least, most] = BOUNDS[part];
    const value = change[part];
    const fits = value >= least && value <= most && (part === 'factor' || Number.isInteger(value));
    if (!fits) throw new Invalid(part, `must be from ${least} to ${most}`);
  }
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('mass_incident_setting')
      .set({
        window_minutes: change.windowMinutes,
        min_requests: change.minRequests,
        factor: change.factor,
        quiet_minutes: change.quietMinutes,
        version: change.baseVersion + 1,
        updated_at: new Date(),
        updated_by: actor.id,
      })
      .where('version', '=', change.baseVersion)
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new Conflict('setting.changed', 'Somebody else has changed it meanwhile');
    await tellChange(trx, actor, 'mass-incidents');
  });
}
