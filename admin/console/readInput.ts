import type { Context } from 'hono';
import { z } from 'zod';
import type { Actor } from '../../core/access/actor.ts';
import { NotFound, Unauthenticated } from '../../core/errors.ts';
import { actorOf } from '../session/index.ts';
import type { ConsoleEnv } from './env.ts';

/** Who asks. @throws {Unauthenticated} where no one is signed in, which the guard lets nowhere near. */
export function actorIn(c: Context<ConsoleEnv>): Actor {
  const person = c.get('person');
  if (!person) throw new Unauthenticated('login.required', 'Nobody is signed in');
  return actorOf(person);
}

/** The id in the path, in the case the store writes it. @throws {NotFound} when it cannot be one. */
export function idIn(c: Context<ConsoleEnv>): string {
  const id = z.uuid().safeParse(c.req.param('id'));
  if (!id.success) throw new NotFound('page.not_found', 'There is no such page');
  return id.data.toLowerCase();
}
