import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import { createAdmin } from '../admin/index.ts';
import { channels as houseChannels } from '../channels/index.ts';
import type { AnyChannel, Channel } from '../core/channel.ts';
import { type Env, parseConfig, type Role } from '../core/config.ts';
import type { HouseContext } from '../core/context.ts';
import { NotFound } from '../core/errors.ts';
import { createLog } from '../core/log.ts';
import { openHouse } from '../core/openHouse.ts';
import { createProbes } from '../core/probes.ts';
import { problemResponse, toProblem } from '../core/problem.ts';
import { seedRoutingRules } from '../core/service-catalog/seedRoutingRules.ts';
import { VERSION } from '../core/version.ts';
import { demoRoutingRules, type Sandbox } from '../sandbox/index.ts';
import { startWorkers } from '../workers/index.ts';
import { listen } from './httpServer.ts';
import { openChannels, startChannels, stopChannelsAtEnd } from './openChannels.ts';
import { openSandbox } from './openSandbox.ts';
import { type Plan, PRODUCTION, planInstance } from './planInstance.ts';
import { createTeardown, type Teardown } from './teardown.ts';

/** One running process of the house. */
export interface Instance {
  ctx: HouseContext;
  roles: Role[];
  /** True on the stack that needs nothing but Node. */
  embedded: boolean;
  port: number;
  /** Ordered and graceful; may be called more than once. */
  stop(): Promise<void>;
}

/** How long a start waits for the outside dictionaries before it serves without them. */
const MIRROR_PATIENCE_MS = 5_000;

/**
 * Starts the house in the given roles.
 * @param options.roles undefined: the three of production, and the sandbox on the embedded stack.
 * @param options.channels the ways in; those of channels/index.ts unless told.
 * @throws {ConfigError} naming every setting at fault, and whatever kept a part from starting; then all that had
 *   started is stopped again.
 */
export async function startInstance(options: {
  env: Env;
  roles?: Role[] | undefined;
  log?: Logger;
  channels?: AnyChannel[];
}): Promise<Instance> {
  const log = options.log ?? createLog(options.env.LOG_LEVEL || 'info');
  const teardown = createTeardown(log);
  try {
    const plan = await planInstance(options.env, options.roles, log, teardown);
    return await raise(plan, options.channels ?? houseChannels, log, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

/** Store and queues first, then what speaks to the outside, the port, and last the workers: they stop first. */
async function raise(
  plan: Plan,
  allChannels: AnyChannel[],
  log: Logger,
  teardown: Teardown,
): Promise<Instance> {
  const has = (role: Role) => plan.roles.includes(role);
  // An agent's console replies and dials through them too.
  const definitions = PRODUCTION.some(has) ? allChannels : [];
  const schemas = Object.fromEntries(definitions.map((each) => [each.name, each.settings]));
  const { config, channelSettings } = parseConfig(plan.env, schemas);

  const sandbox = has('sandbox') ? await openSandbox(config, log, teardown) : undefined;
  const house = await openHouse(config, log);
  teardown.add('house', house.close);
  const { ctx } = house;
  if (sandbox) await seedRoutingRules(ctx.db, demoRoutingRules);
  const channels = openChannels(ctx, definitions, channelSettings);

  let ready = false;
  const names = allChannels.map((each) => each.name);
  const app = mountWings({ ctx, has, names, channels, sandbox, isReady: () => ready });
  const server = await listen(app, config.PORT, sandbox?.identity);
  teardown.add('http', server.close);
  // Before the port closes: it waits for every answer under way, and these would never end.
  teardown.add('live updates', ctx.live.close);
  // Before the port closes: what they have under way may be with the sandbox behind it.
  stopChannelsAtEnd(channels, teardown);
  if (has('channels')) await startChannels(channels);
  if (has('workers')) await raiseWorkers(ctx, teardown);
  ready = true;
  teardown.add('readiness', async () => {
    ready = false;
  });
  return { ctx, roles: plan.roles, embedded: plan.embedded, port: server.port, stop: teardown.run };
}

function mountWings(parts: {
  ctx: HouseContext;
  has(role: Role): boolean;
  names: string[];
  channels: Map<string, Channel>;
  sandbox: Sandbox | undefined;
  isReady(): boolean;
}): Hono {
  const { ctx, has, channels, sandbox } = parts;
  const app = new Hono();
  const { names } = parts;
  app.route('/', createProbes(ctx, { channels: names, isReady: parts.isReady }));
  if (sandbox) app.route('/sandbox', sandbox.app);
  if (has('channels')) {
    for (const [name, channel] of channels) app.route(`/channels/${name}`, channel.routes);
  }
  for (const path of ['/channels/*', '/sandbox/*']) app.all(path, nothingHere);
  if (has('admin')) {
    app.route(
      '/',
      createAdmin(ctx, { channels: names, version: VERSION, sandboxUrl: sandbox ? '/sandbox/' : null }),
    );
  }
  app.notFound(nothingHere);
  return app;
}

async function raiseWorkers(ctx: HouseContext, teardown: Teardown): Promise<void> {
  const workers = startWorkers(ctx);
  teardown.add('workers', workers.stop);
  const patience = new Promise((resolve) => setTimeout(resolve, MIRROR_PATIENCE_MS).unref());
  await Promise.race([workers.mirrored, patience]);
}

function nothingHere(c: Context): Response {
  return problemResponse(c, toProblem(new NotFound('route.not_found', 'There is nothing at this address')));
}
