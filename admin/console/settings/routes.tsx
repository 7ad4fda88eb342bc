import { Hono } from 'hono';
import type { HouseContext } from '../../../core/context.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { createGroupPages } from './groups/routes.tsx';
import { createRoutingPages } from './routing/routes.tsx';
import { createSlaSettings } from './sla/routes.tsx';
import { createTemplatePages } from './templates/routes.tsx';

/** Pages under /settings. */
export function createSettingPages(
  ctx: HouseContext,
  options: { channels: string[]; pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/', (c) => c.redirect('/settings/routing', 303));
  routes.route('/routing', createRoutingPages(ctx, options));
  routes.route('/templates', createTemplatePages(ctx, options));
  routes.route('/groups', createGroupPages(ctx, options));
  routes.route('/sla', createSlaSettings(ctx, options));
  return routes;
}
