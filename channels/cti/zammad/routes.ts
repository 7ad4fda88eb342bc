import { Hono } from 'hono';
import type { CountryCode } from 'libphonenumber-js/max';
import type { CallEvent, ChannelDeps } from '../../../core/channel.ts';
import { NotFound } from '../../../core/errors.ts';
import { limitBody, SMALL_BODY } from '../../edge/limitBody.ts';
import { readFields } from '../../edge/readBody.ts';
import { takeSteps } from '../steps/takeSteps.ts';
import { readCall } from './readCall.ts';
import { toSteps } from './toSteps.ts';

/** What the PBX is told. `contactId` and `duplicate` stand only where the event was the caller's contact. */
interface CallAnswer {
  recorded: CallEvent['type'];
  contactId?: string;
  duplicate?: boolean;
}

const RECORDED = { newCall: 'ringing', answer: 'answered', hangup: 'ended' } as const;

/**
 * Calls as any PBX that speaks Zammad's generic CTI webhook reports them. Any event is answered 200 in any order and
 * any number of times: a PBX that gets an error for an answer nobody waited for may stop telling.
 * @param isOn false: the route answers 404. It has no signature, so whoever knows the token may report calls.
 * @param country whose numbers come without a country code.
 * @see https://docs.zammad.org/en/latest/api/generic-cti/index.html
 */
export function zammadRoutes(deps: ChannelDeps, isOn: boolean, country: CountryCode): Hono {
  const routes = new Hono();
  if (!isOn) {
    routes.post('/', () => {
      throw new NotFound('cti.generic-off', 'The webhook without a signature is off: CTI_GENERIC is off');
    });
    return routes;
  }
  routes.post('/', limitBody(SMALL_BODY), async (c) => {
    const notice = readCall(await readFields(c));
    const accepted = await takeSteps(deps, toSteps(notice, country, new Date()));
    const answer: CallAnswer = { recorded: RECORDED[notice.event], ...accepted };
    return c.json(answer);
  });
  return routes;
}
