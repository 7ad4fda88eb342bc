import { Hono } from 'hono';
import type { HouseContext } from '../core/context.ts';
import { createApi } from './api/index.ts';
import { createConsole } from './console/index.ts';

/**
 * The admin wing: the console for people and the API for systems.
 * @param options.channels names of the house's channels, for filters and the ledger.
 * @param options.sandboxUrl where the sandbox is, or null where there is none.
 */
export function createAdmin(
  ctx: HouseContext,
  options: { channels: string[]; version: string; sandboxUrl: string | null },
): Hono {
  const app = new Hono();
  app.route('/api', createApi(ctx, options));
  app.route('/', createConsole(ctx, options));
  return app;
}
