import { type Actor, isSupervisor } from '../../../core/access/actor.ts';
import { findStep } from '../../../core/business-process/process.ts';
import { readProcess } from '../../../core/business-process/readProcess.ts';
import type { HouseContext } from '../../../core/context.ts';
import type { Language } from '../../../core/i18n.ts';
import { getIncident } from '../../../core/incident/readIncidents.ts';
import { readNextSteps } from '../../../core/incident/readNextSteps.ts';
import { listUsers } from '../../../core/user/readUsers.ts';
import type { MoveProps } from './MovePanel.tsx';

/**
 * Reads where an actor may move one card, as it stands now and not as the board was drawn.
 * @throws {NotFound} when he does not see it.
 */
export async function loadMoves(
  { db }: Pick<HouseContext, 'db'>,
  actor: Actor,
  id: string,
  language: Language,
): Promise<Pick<MoveProps, 'incident' | 'stepName' | 'nextSteps' | 'people'>> {
  const incident = await getIncident(db, actor, id);
  const [process, nextSteps, department] = await Promise.all([
    readProcess(db, incident.processId, incident.processVersion),
    readNextSteps(db, actor, id),
    isSupervisor(actor) && incident.closedAt === null ? listUsers(db, actor) : [],
  ]);
  const step = process && findStep(process, incident.step);
  const agents = department.filter((each) => each.active && each.roles.includes('User'));
  return {
    incident,
    stepName: step?.name[language] ?? incident.step,
    nextSteps,
    people: agents.filter((each) => each.id !== incident.assigneeId),
  };
}
