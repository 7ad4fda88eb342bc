import { isSupervisor } from '../../../core/access/actor.ts';
import { actorOf } from '../../session/index.ts';
import type { Page } from '../env.ts';

/** Whether the page is shown to a supervisor. What he may do is asked by the verbs; this only draws. */
export function supervises({ person }: Pick<Page, 'person'>): boolean {
  return person !== null && isSupervisor(actorOf(person));
}
