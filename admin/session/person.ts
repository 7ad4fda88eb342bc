import type { Actor } from '../../core/access/actor.ts';

/** Realm roles that open the console; any other role of a token is not ours. */
const CONSOLE_ROLES = ['User', 'Supervisor'] as const;

/** Who is signed in. */
export interface Person {
  id: string;
  username: string;
  name: string;
  roles: string[];
}

/** The person as core's verbs ask for him. */
export function actorOf(person: Person): Actor {
  return { kind: 'user', id: person.id, roles: person.roles };
}

/** Keeps of a token's roles those that open the console. */
export function consoleRoles(roles: readonly string[]): string[] {
  return CONSOLE_ROLES.filter((role) => roles.includes(role));
}

/** What middleware of this folder puts into Hono's context. */
export interface SessionEnv {
  Variables: { person: Person | null };
}
