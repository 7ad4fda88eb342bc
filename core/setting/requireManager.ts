import { type Actor, isSupervisor, seesAll } from '../access/actor.ts';
import { Forbidden } from '../errors.ts';

/** Lets only those on who may change how the house works: supervisors and systems. @throws {Forbidden} */
export function requireManager(actor: Actor): void {
  if (!isSupervisor(actor) && !seesAll(actor)) {
    throw new Forbidden('setting.supervisors', 'Only supervisors may do this');
  }
}
