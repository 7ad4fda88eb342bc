/** Roles of the realm. */
export type UserRole = 'User' | 'Supervisor';

/** Who asks: a person of the console, or another system with a token of its own. */
export interface Actor {
  kind: 'user' | 'service';
  /** User id (the token's `sub`), or the client's id. */
  id: string;
  roles: string[];
}

/** A system that was given the realm role `helpdesk-api` sees and may do all. */
export function seesAll(actor: Actor): boolean {
  return actor.kind === 'service';
}

/** A manager: sees every user who reports to him, at any depth. */
export function isSupervisor(actor: Actor): boolean {
  return actor.kind === 'user' && actor.roles.includes('Supervisor');
}
