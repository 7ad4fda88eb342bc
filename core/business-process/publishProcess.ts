import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { Conflict, Invalid } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { requireManager } from '../setting/requireManager.ts';
import { compareProcesses } from './compareProcesses.ts';
import type { BusinessProcess } from './process.ts';
import type { ProcessFault } from './processFault.ts';
import { readNewestProcess } from './readProcess.ts';
import { type ProcessDraft, validateProcess } from './validateProcess.ts';

/** A process that must not be published, and all that is wrong with it. */
export class InvalidProcess extends Invalid {
  readonly faults: ProcessFault[];

  constructor(faults: ProcessFault[]) {
    super(faults[0]?.path ?? 'process', 'is not a process that can be worked by');
    this.faults = faults;
  }
}

/**
 * Publishes a process as its next version. Incidents that open from now on follow it; those that are open keep the
 * version they opened with.
 * @param change.baseVersion the version it was made from; 0: a new process.
 * @returns the version published.
 * @throws {Forbidden}, {@link InvalidProcess} with every fault, {@link Conflict} when somebody has published meanwhile
 *   (`process.published_meanwhile`), when a new one's id is taken (`process.exists`), when nothing is different
 *   (`process.unchanged`).
 */
export async function publishProcess(
  db: Db,
  actor: Actor,
  change: { process: ProcessDraft; baseVersion: number },
): Promise<BusinessProcess> {
  requireManager(actor);
  const { process, baseVersion } = change;
  const faults = validateProcess(process);
  if (faults.length > 0) throw new InvalidProcess(faults);
  const published = { ...process, version: baseVersion + 1 };
  await db.transaction().execute(async (trx) => {
    const newest = await readNewestProcess(trx, process.id);
    if ((newest?.version ?? 0) !== baseVersion) throw rivalOf(baseVersion);
    if (newest && compareProcesses(newest, published).length === 0) {
      throw new Conflict('process.unchanged', 'Nothing is different from the version published');
    }
    const row = await trx
      .insertInto('business_process')
      .values({
        id: process.id,
        version: published.version,
        name: JSON.stringify(process.name),
        steps: JSON.stringify(process.steps),
        transitions: JSON.stringify(process.transitions),
        created_by: actor.id,
      })
      // Who published in the same moment was first.
      .onConflict((conflict) => conflict.columns(['id', 'version']).doNothing())
      .returning('version')
      .executeTakeFirst();
    if (!row) throw rivalOf(baseVersion);
    const data = { processId: process.id, version: row.version };
    await appendEvents(trx, [
      { type: 'process.published', subject: `process:${process.id}`, actor: actor.id, data },
    ]);
  });
  return published;
}

function rivalOf(baseVersion: number): Conflict {
  return baseVersion === 0
    ? new Conflict('process.exists', 'There is a process of that id already')
    : new Conflict('process.published_meanwhile', 'Somebody has published another version meanwhile');
}
