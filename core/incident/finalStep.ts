import { readProcess } from '../business-process/readProcess.ts';
import type { Db } from '../db/db.ts';

/**
 * The step in which an incident ends that nobody walked to its end. A process lists its good end first: what is
 * broken off takes the last one, which is the same where there is but one.
 * @param how whether the customer has what he wanted.
 */
export async function finalStep(
  db: Db,
  incident: { process_id: string; process_version: number },
  how: 'resolved' | 'broken_off',
): Promise<string> {
  const process = await readProcess(db, incident.process_id, incident.process_version);
  const ends = process?.steps.filter((each) => each.category === 'DONE') ?? [];
  const step = how === 'resolved' ? ends.at(0) : ends.at(-1);
  if (!step)
    throw new Error(`process ${incident.process_id} v${incident.process_version} has no step that is DONE`);
  return step.id;
}
