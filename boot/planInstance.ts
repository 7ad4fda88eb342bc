import type { Logger } from 'pino';
import type { Env, Role } from '../core/config.ts';
import { sandboxSettings } from '../sandbox/index.ts';
import { startEmbeddedStack } from './embeddedStack.ts';
import type { Teardown } from './teardown.ts';

/** What an instance is to be: its roles, and its settings with the defaults of its stack filled in. */
export interface Plan {
  roles: Role[];
  /** True on the stack that needs nothing but Node. */
  embedded: boolean;
  env: Env;
}

const DEFAULT_PORT = '8080';
/** The three processes the house can be split into. */
export const PRODUCTION: Role[] = ['channels', 'workers', 'admin'];

/**
 * Decides which stack an instance stands on. Without `DATABASE_URL` it is the embedded one: a Postgres of our own is
 * started, the sandbox is one more role, and what the sandbox offers is the default of every outside address.
 * @param given settings as the operator gave them; empty ones count as absent.
 * @param chosen roles of the command line; undefined: all of the stack.
 */
export async function planInstance(
  given: Env,
  chosen: Role[] | undefined,
  log: Logger,
  teardown: Teardown,
): Promise<Plan> {
  const env: Env = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const embedded = env.DATABASE_URL === undefined && env.DATABASE_URL_FILE === undefined;
  const roles = chosen ?? (embedded ? [...PRODUCTION, 'sandbox' as const] : PRODUCTION);
  const defaults = roles.includes('sandbox') ? sandboxSettings(publicUrl(env)) : {};
  if (!embedded) return { roles, embedded, env: { ...defaults, ...env } };
  const { postgres, settings } = await startEmbeddedStack(env, log);
  teardown.add('postgres', postgres.stop);
  return { roles, embedded, env: { ...defaults, ...env, ...settings } };
}

/** The address defaults are made of. A malformed one is told of once, by its own name, not by all that derive of it. */
function publicUrl(env: Env): string {
  const given = env.PUBLIC_URL ?? `http://localhost:${env.PORT ?? DEFAULT_PORT}`;
  return (URL.canParse(given) ? given : `http://localhost:${DEFAULT_PORT}`).replace(/\/+$/, '');
}
