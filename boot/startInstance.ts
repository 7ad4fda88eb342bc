import { Hono } from 'hono';
import type { Logger } from 'pino';
import { createAdmin } from '../admin/index.ts';
import { channels as channelDefinitions } from '../channels/index.ts';
import { recordCall } from '../core/call/recordCall.ts';
import type { AnyChannel, Channel } from '../core/channel.ts';
import { type Config, type Env, parseConfig, type Role } from '../core/config.ts';
import type { HouseContext } from '../core/context.ts';
import { closePool } from '../core/db/closePool.ts';
import { createPool } from '../core/db/db.ts';
import { createLog } from '../core/log.ts';
import { createEmailSender } from '../core/notification/email.ts';
import { collectSenders } from '../core/notification/senders.ts';
import { openHouse } from '../core/openHouse.ts';
import { createProbes } from '../core/probes.ts';
import { problemResponse } from '../core/problem.ts';
import { seedRoutingRules } from '../core/service-catalog/seedRoutingRules.ts';
import { VERSION } from '../core/version.ts';
import { createSandbox, demoRoutingRules, type Sandbox, sandboxSettings } from '../sandbox/index.ts';
import { startWorkers } from '../workers/index.ts';
import { startEmbeddedStack } from './embeddedStack.ts';
import { listen, type RawListener } from './httpServer.ts';
import { createTeardown } from './teardown.ts';

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

const DEFAULT_PORT = '8080';
/** How long a start waits for the outside dictionaries before it serves without them. */
const MIRROR_PATIENCE_MS = 5_000;

/**
 * Starts the house in the given roles. Without `DATABASE_URL` it runs on the embedded stack, sandbox included.
 * @param options.roles undefined: all the embedded stack has, or the three of production.
 * @throws {ConfigError} naming every setting at fault, and whatever kept a part from starting; then all that had
 *   started is stopped again.
 */
export async function startInstance(options: {
  env: Env;
  roles?: Role[] | undefined;
  log?: Logger;
}): Promise<Instance> {
  const { env } = options;
  const log = options.log ?? createLog(env.LOG_LEVEL || 'info');
  const teardown = createTeardown(log);
  try {
    return await assemble(env, options.roles, log, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function assemble(
  given: Env,
  chosen: Role[] | undefined,
  log: Logger,
  teardown: ReturnType<typeof createTeardown>,
): Promise<Instance> {
  const embedded = !given.DATABASE_URL;
  const roles: Role[] = chosen ?? [
    'channels',
    'workers',
    'admin',
    ...(embedded ? (['sandbox'] as const) : []),
  ];
  const env: Env = {
    ...(roles.includes('sandbox') ? sandboxSettings(publicUrl(given)) : {}),
    ...withoutEmpty(given),
  };
  if (embedded) {
    const { postgres, settings } = await startEmbeddedStack(env, log);
    teardown.add('postgres', postgres.stop);
    Object.assign(env, settings);
  }

  const usesChannels = roles.includes('channels') || roles.includes('workers');
  const definitions: AnyChannel[] = usesChannels ? channelDefinitions : [];
  const schemas = Object.fromEntries(definitions.map((each) => [each.name, each.settings]));
  const { config, channelSettings } = parseConfig(env, schemas);

  const app = new Hono();
  const sandbox = roles.includes('sandbox') ? await openSandbox(config, log, app, teardown) : undefined;
  if (sandbox && !config.SMTP_URL) config.SMTP_URL = sandbox.smtpUrl;

  const house = await openHouse(config, log);
  teardown.add('house', house.close);
  const { ctx } = house;
  if (sandbox) await seedRoutingRules(ctx.db, demoRoutingRules);

  const channels = buildChannels(ctx, definitions, channelSettings);
  const email = config.SMTP_URL
    ? createEmailSender({ url: config.SMTP_URL, from: config.MAIL_FROM })
    : undefined;
  ctx.senders = collectSenders(channels, email);

  let ready = false;
  app.route(
    '/',
    createProbes(ctx, () => ready),
  );
  if (roles.includes('channels')) {
    for (const [name, channel] of channels) app.route(`/channels/${name}`, channel.routes);
  }
  if (roles.includes('admin')) {
    const names = channelDefinitions.map((each) => each.name);
    app.route(
      '/',
      createAdmin(ctx, { channels: names, version: VERSION, sandboxUrl: sandbox ? '/sandbox/' : null }),
    );
  }
  app.notFound((c) =>
    problemResponse(c, { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found' }),
  );

  const server = await listen(app, config.PORT, sandbox?.identity);
  teardown.add('http', server.close);
  if (roles.includes('channels')) {
    for (const [name, channel] of channels) {
      await channel.start?.();
      if (channel.stop) teardown.add(`channel ${name}`, () => channel.stop?.() ?? Promise.resolve());
    }
  }
  if (roles.includes('workers')) {
    const workers = startWorkers(ctx);
    // First to stop: jobs under way may still need everything else.
    teardown.add('workers', workers.stop);
    await Promise.race([
      workers.mirrored,
      new Promise((resolve) => setTimeout(resolve, MIRROR_PATIENCE_MS).unref()),
    ]);
  }
  ready = true;
  teardown.add('readiness', async () => {
    ready = false;
  });
  return { ctx, roles, embedded, port: server.port, stop: teardown.run };
}

async function openSandbox(
  config: Config,
  log: Logger,
  app: Hono,
  teardown: ReturnType<typeof createTeardown>,
): Promise<Sandbox & { identity: RawListener }> {
  const pool = createPool(config.DATABASE_URL, config.DATABASE_POOL, log);
  teardown.add('sandbox store', () => closePool(pool));
  const sandbox = createSandbox({ pool, publicUrl: config.PUBLIC_URL, log });
  await sandbox.start();
  teardown.add('sandbox', sandbox.stop);
  app.route('/sandbox', sandbox.app);
  return sandbox;
}

function buildChannels(
  ctx: HouseContext,
  definitions: AnyChannel[],
  settings: Record<string, unknown>,
): Map<string, Channel> {
  return new Map(
    definitions.map((definition) => {
      const { name } = definition;
      const channel = definition.create(settings[name], {
        log: ctx.log.child({ channel: name }),
        accept: (contact) => ctx.intake.accept(name, contact),
        recordCall: (event) => recordCall(ctx.db, name, event),
      });
      return [name, channel];
    }),
  );
}

function publicUrl(env: Env): string {
  return (env.PUBLIC_URL || `http://localhost:${env.PORT || DEFAULT_PORT}`).replace(/\/+$/, '');
}

function withoutEmpty(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}
