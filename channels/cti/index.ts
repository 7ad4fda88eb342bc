import { type Context, Hono } from 'hono';
import { type Channel, type ChannelDeps, defineChannel } from '../../core/channel.ts';
import { problemHandler } from '../../core/problem.ts';
import { requireSecret } from '../edge/secret.ts';
import { type AmiSettings, readAmiUrl } from './asterisk/amiUrl.ts';
import { dialThroughAsterisk } from './asterisk/dial.ts';
import { listenToAsterisk } from './asterisk/listen.ts';
import { lookupRoutes } from './lookupRoutes.ts';
import { dialThroughMango } from './mango/dial.ts';
import { type MangoSettings, mangoRoutes } from './mango/routes.ts';
import { type CtiSettings, settings, splitTargets } from './settings.ts';
import { twilioRoutes } from './twilio/routes.ts';
import { zammadRoutes } from './zammad/routes.ts';

/**
 * Telephone calls: from any PBX that speaks Zammad's generic webhook, from Twilio Voice, Mango Office and Asterisk.
 * All are brought to one model of a call, which rings, is answered and ends.
 */
export const cti = defineChannel({
  name: 'cti',
  settings,
  create(given, deps) {
    const [mango, asterisk] = [mangoSettings(given), asteriskSettings(given)];
    return {
      routes: routesOf(given, mango, deps),
      ...dialling(asterisk, mango),
      ...listening(asterisk, given, deps),
    };
  },
});

function routesOf(given: CtiSettings, mango: MangoSettings | null, deps: ChannelDeps): Hono {
  const { CTI_TOKEN, DEFAULT_COUNTRY: country, TWILIO_AUTH_TOKEN: authToken } = given;
  const routes = new Hono();
  routes.onError(problemHandler(deps.log));
  const tokenOf = (c: Context) => c.req.param('token');
  // Before the others' token is asked for: the look-up may have one of its own.
  routes.use('/:token/lookup', requireSecret(given.CTI_LOOKUP_TOKEN ?? CTI_TOKEN, tokenOf));
  routes.route('/:token/lookup', lookupRoutes(deps, isLookupOpen(given)));
  routes.use('/:token/*', requireSecret(CTI_TOKEN, tokenOf));
  routes.route('/:token', zammadRoutes(deps, given.CTI_GENERIC === 'on', country));
  const dialPlan = {
    targets: splitTargets(given.TWILIO_VOICE_DIAL),
    callbackUrl: `${deps.publicUrl}/channels/cti/${encodeURIComponent(CTI_TOKEN)}/twilio`,
    record: given.TWILIO_VOICE_RECORD === 'yes',
  };
  routes.route('/:token/twilio', twilioRoutes(deps, { authToken, country, dialPlan }));
  routes.route('/:token/mango', mangoRoutes(deps, mango, country));
  return routes;
}

/** A cloud's logs hold the addresses it was given, CTI_TOKEN in them: it must not tell then who has which number. */
function isLookupOpen(given: CtiSettings): boolean {
  if (given.CTI_LOOKUP_TOKEN !== undefined) return true;
  return given.TWILIO_AUTH_TOKEN === undefined && given.MANGO_API_KEY === undefined;
}

function mangoSettings(given: CtiSettings): MangoSettings | null {
  const { MANGO_API_KEY: apiKey, MANGO_API_SALT: salt, MANGO_API_ROOT: root } = given;
  return apiKey === undefined || salt === undefined ? null : { apiKey, salt, root };
}

function asteriskSettings(given: CtiSettings): AmiSettings | null {
  const read = given.ASTERISK_AMI_URL === undefined ? null : readAmiUrl(given.ASTERISK_AMI_URL);
  return typeof read === 'string' ? null : read;
}

/** The PBX in our own house dials before the one in the cloud. */
function dialling(asterisk: AmiSettings | null, mango: MangoSettings | null): Pick<Channel, 'dial'> {
  if (asterisk !== null) return { dial: (order) => dialThroughAsterisk(asterisk, order) };
  return mango === null ? {} : { dial: (order) => dialThroughMango(mango, order) };
}

/** One process of the house listens to Asterisk: one is enough, and each event costs it a write. */
function listening(
  asterisk: AmiSettings | null,
  { DEFAULT_COUNTRY: country }: CtiSettings,
  deps: ChannelDeps,
): Pick<Channel, 'start' | 'stop'> {
  if (asterisk === null) return {};
  let giveUp = async () => {};
  return {
    async start() {
      giveUp = deps.runAlone('asterisk ami', (signal) => listenToAsterisk(asterisk, country, deps, signal));
    },
    stop: () => giveUp(),
  };
}
