import { Hono } from 'hono';
import type { ChannelDeps } from '../../../core/channel.ts';
import { NotFound, Unauthenticated } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { limitBody, SMALL_BODY } from '../../edge/limitBody.ts';
import { readFields } from '../../edge/readBody.ts';
import { requireTwilioSignature } from '../../edge/twilioSignature.ts';
import { readSms } from './readSms.ts';
import { readStatus } from './readStatus.ts';

/** Whose requests are taken. */
export interface TwilioAccount {
  authToken: string;
  /** Undefined: any whose auth token signs, which is one account. */
  accountSid: string | undefined;
}

/**
 * What Twilio calls: `/` for each message, `/status` for each step of a message of ours. Twilio gives a message up
 * soon: its console should hold the address with `#rc=5&rp=all`, by which it tries again.
 * @param account undefined where Twilio is not used: every path answers 404.
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function twilioRoutes(account: TwilioAccount | undefined, deps: ChannelDeps): Hono {
  const routes = new Hono();
  if (!account) {
    return routes.all('/*', () => {
      throw new NotFound('sms.twilio', 'Twilio is not configured');
    });
  }
  routes.use(limitBody(SMALL_BODY), requireTwilioSignature(account.authToken, deps.publicUrl));
  routes.post('/', async (c) => {
    const fields = ownFields(account, await readFields(c));
    await deps.accept(readSms(fields, new Date()));
    return c.body('<Response/>', 200, { 'content-type': 'text/xml; charset=utf-8' });
  });
  routes.post('/status', async (c) => {
    const fields = ownFields(account, await readFields(c));
    const receipt = readStatus(fields, c.req.query('id'), new Date());
    if (receipt) await deps.recordReceipt(receipt);
    return c.body(null, 204);
  });
  return routes;
}

/** @throws {Unauthenticated} when the request speaks for another account than ours. */
function ownFields({ accountSid }: TwilioAccount, fields: JsonObject): JsonObject {
  if (accountSid !== undefined && fields.AccountSid !== accountSid) {
    throw new Unauthenticated('channel.secret', 'The request is of another Twilio account');
  }
  return fields;
}
