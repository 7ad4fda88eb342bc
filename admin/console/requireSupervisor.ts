import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { isSupervisor } from '../../core/access/actor.ts';
import { Forbidden } from '../../core/errors.ts';
import type { ConsoleEnv } from './env.ts';
import { actorIn } from './readInput.ts';

/** Lets only supervisors on. @throws {Forbidden} */
export const requireSupervisor: MiddlewareHandler<ConsoleEnv> = createMiddleware<ConsoleEnv>(
  async (c, next) => {
    if (!isSupervisor(actorIn(c))) throw new Forbidden('console.supervisors', 'This page is for supervisors');
    await next();
  },
);
