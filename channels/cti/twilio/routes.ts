import { type Context, Hono } from 'hono';
import type { CountryCode } from 'libphonenumber-js/max';
import type { ChannelDeps } from '../../../core/channel.ts';
import { NotFound } from '../../../core/errors.ts';
import { limitBody, SMALL_BODY } from '../../edge/limitBody.ts';
import { readFields } from '../../edge/readBody.ts';
import { requireTwilioSignature } from '../../edge/twilioSignature.ts';
import { takeSteps } from '../steps/takeSteps.ts';
import { readNotice, type TwilioNotice } from './readNotice.ts';
import { toSteps } from './toSteps.ts';
import { type DialPlan, dialAgents, NOTHING } from './twiml.ts';

/** What of the settings speaks of Twilio Voice. */
export interface TwilioSettings {
  /** Absent: the routes answer 404. */
  authToken: string | undefined;
  country: CountryCode;
  dialPlan: DialPlan;
}

/**
 * Twilio Voice: the webhook of a number, and everything it tells of its calls, on one address.
 * @see https://www.twilio.com/docs/voice/twiml
 */
export function twilioRoutes(deps: ChannelDeps, settings: TwilioSettings): Hono {
  const { authToken, country, dialPlan } = settings;
  const routes = new Hono();
  if (authToken === undefined) {
    routes.post('/', () => {
      throw new NotFound('cti.twilio-off', 'Twilio Voice is not set up: TWILIO_AUTH_TOKEN is not given');
    });
    return routes;
  }
  routes.post('/', limitBody(SMALL_BODY), requireTwilioSignature(authToken, deps.publicUrl), async (c) => {
    const notice = readNotice(await readFields(c));
    await takeSteps(deps, toSteps(notice, country, new Date()));
    return answer(c, notice, dialPlan);
  });
  return routes;
}

/** A call that asks what to do is told; what only tells is answered with nothing. */
function answer(c: Context, notice: TwilioNotice, plan: DialPlan): Response {
  const twiml = (text: string) => c.body(text, 200, { 'content-type': 'text/xml; charset=utf-8' });
  if (notice.dialCallStatus !== null) return twiml(NOTHING);
  const asks = notice.direction === 'inbound' && notice.callStatus !== null && !notice.onlyTells;
  if (!asks) return c.body(null, 204);
  return twiml(plan.targets.length > 0 ? dialAgents(plan) : NOTHING);
}
