import { Hono, type MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { refuse } from '../tmf/refuse.ts';

/** The systems that can be made to fail. `identity` is the people directory (Keycloak Admin), not the login. */
const SYSTEMS = ['customers', 'orders', 'catalogue', 'identity', 'sms', 'telegram'] as const;
export type System = (typeof SYSTEMS)[number];

const DEFAULT_SLOW_MS = 5_000;

/**
 * `fail` answers an error and does nothing; `slow` does the work late; `lose` does the work and answers an error:
 * the answer that is lost on the way back.
 */
const setting = z.object({
  mode: z.enum(['ok', 'fail', 'slow', 'lose']),
  status: z.int().min(400).max(599).default(500),
  delayMs: z.int().min(0).max(600_000).optional(),
  seconds: z.number().positive().max(86_400).optional(),
});
export type Setting = z.infer<typeof setting>;

/** One system's switch, as it is listed. */
export interface SwitchState {
  system: System;
  mode: Setting['mode'];
  status?: number;
  delayMs?: number;
  /** When it heals by itself. */
  until?: string;
}

export interface Switches {
  app: Hono;
  list(): SwitchState[];
  /** The middleware that stands before a system's routes. `answer` makes its error where it is not TM Forum's. */
  before(system: System, answer?: (status: number) => Response): MiddlewareHandler;
}

/** The fault switches: `GET /` lists them, `PUT /{system}` sets one. Kept in memory: a restart heals everything. */
export function createSwitches(now: () => number = Date.now): Switches {
  const set = new Map<System, Setting & { until?: number }>();

  const current = (system: System) => {
    const found = set.get(system);
    if (found?.until !== undefined && found.until <= now()) set.delete(system);
    return set.get(system);
  };
  const stateOf = (system: System): SwitchState => {
    const found = current(system);
    if (!found) return { system, mode: 'ok' };
    const { mode, status, delayMs, until } = found;
    return {
      system,
      mode,
      ...(mode !== 'slow' && { status }),
      ...(delayMs !== undefined && { delayMs }),
      ...(until !== undefined && { until: new Date(until).toISOString() }),
    };
  };
  const list = () => SYSTEMS.map(stateOf);

  const app = new Hono();
  app.get('/', (c) => c.json({ items: list() }));
  app.put('/:system', async (c) => {
    const system = SYSTEMS.find((name) => name === c.req.param('system'));
    if (!system) return refuse(c, 404, 'SYSTEM_NOT_FOUND', `There is a switch for: ${SYSTEMS.join(', ')}`);
    const parsed = setting.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return refuse(c, 400, 'INVALID_BODY', z.prettifyError(parsed.error));
    const { seconds } = parsed.data;
    if (parsed.data.mode === 'ok') set.delete(system);
    else
      set.set(system, { ...parsed.data, until: seconds === undefined ? undefined : now() + seconds * 1000 });
    return c.json(stateOf(system));
  });

  const before: Switches['before'] = (system, answer) => async (c, next) => {
    const fault = current(system);
    if (!fault) return next();
    const delay = fault.delayMs ?? (fault.mode === 'slow' ? DEFAULT_SLOW_MS : 0);
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    if (fault.mode !== 'fail') await next();
    if (fault.mode === 'slow') return;
    const reason = `The sandbox switch of ${system} is set to ${fault.mode}`;
    const failure = answer?.(fault.status) ?? refuse(c, fault.status, 'SWITCHED_OFF', reason);
    if (fault.mode === 'fail') return failure;
    c.res = undefined;
    c.res = failure;
  };

  return { app, list, before };
}
