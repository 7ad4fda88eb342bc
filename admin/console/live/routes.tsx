import { Hono } from 'hono';
import type { HouseContext } from '../../../core/context.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';

/** Pages under /live. */
export function createLiveRoutes(
  _ctx: HouseContext,
  _options: { channels: string[]; pageOf: PageOf },
): Hono<ConsoleEnv> {
  return new Hono<ConsoleEnv>();
}
