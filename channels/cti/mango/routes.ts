import { type Context, Hono } from 'hono';
import type { CountryCode } from 'libphonenumber-js/max';
import type { ChannelDeps } from '../../../core/channel.ts';
import { NotFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { limitBody, SMALL_BODY } from '../../edge/limitBody.ts';
import { type Step, takeSteps } from '../steps/takeSteps.ts';
import { legToSteps } from './legToSteps.ts';
import { readSigned } from './readSigned.ts';
import { recordingToSteps } from './recordingToSteps.ts';
import type { MangoKeys } from './signature.ts';
import { summaryToSteps } from './summaryToSteps.ts';

/** What of the settings speaks of Mango Office. */
export interface MangoSettings extends MangoKeys {
  /** Root of their API, no trailing slash. */
  root: string;
}

/** They ended a command with this when it went well. */
const DONE = '1000';

/**
 * The notices of a virtual PBX of Mango Office. Its personal account takes one base address, ours up to `/mango`, and
 * hangs its own paths under it. Notices of no use here (DTMF, SMS, topics) are taken with 200, or it counts them as
 * failed.
 * @param settings null where Mango Office is not set up: the routes answer 404.
 * @param country whose numbers come without a country code.
 */
export function mangoRoutes(deps: ChannelDeps, settings: MangoSettings | null, country: CountryCode): Hono {
  const routes = new Hono();
  if (settings === null) {
    routes.post('*', () => {
      throw new NotFound('cti.mango-off', 'Mango Office is not set up: MANGO_API_KEY is not given');
    });
    return routes;
  }
  const { root } = settings;
  const on = (path: string, read: (json: JsonObject, now: Date) => Step[]) =>
    routes.post(path, limitBody(SMALL_BODY), async (c: Context) => {
      const steps = read(await readSigned(c, settings), new Date());
      await takeSteps(deps, steps);
      return c.json({ taken: steps.length });
    });
  on('/events/call', (json, now) => legToSteps(json, country, now));
  on('/events/summary', summaryToSteps);
  for (const path of ['/events/recording', '/events/record/added'])
    on(path, (json, now) => recordingToSteps(json, settings, root, now));
  on('/result/*', (json) => {
    if (String(json.result) !== DONE) deps.log.warn({ code: 'mango.command', result: codeOf(json.result) });
    return [];
  });
  on('*', () => []);
  return routes;
}

/** A result is a number; whatever else stands there is not for the log. */
function codeOf(result: unknown): string {
  return /^\d{1,5}$/.test(String(result)) ? String(result) : 'unreadable';
}
