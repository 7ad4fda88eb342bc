import { Hono } from 'hono';
import type { ChannelDeps } from '../../../core/channel.ts';
import { limitBody, SMALL_BODY } from '../../edge/limitBody.ts';
import { assertSecret } from '../../edge/secret.ts';
import { readParameters } from './readParameters.ts';
import { readSms } from './readSms.ts';
import { readReceipt } from './receipts.ts';

/**
 * What Kannel calls, by GET or POST: its sms-service `/` for each message, its smsbox `/receipt` for each receipt.
 * @param token the gateway's secret, in `X-Gateway-Token` or as the parameter `token`.
 * @returns routes that answer 200 with an empty body: Kannel sends any text it gets back as a reply SMS.
 */
export function kannelRoutes(token: string, deps: ChannelDeps): Hono {
  const routes = new Hono();
  routes.on(['GET', 'POST'], '/', limitBody(SMALL_BODY), async (c) => {
    const parameters = await readParameters(c);
    assertSecret(c.req.header('x-gateway-token') ?? parameters.text('token'), token);
    await deps.accept(readSms(parameters, new Date()));
    return c.text('');
  });
  routes.on(['GET', 'POST'], '/receipt', limitBody(SMALL_BODY), async (c) => {
    const receipt = readReceipt(await readParameters(c), token, new Date());
    if (receipt) await deps.recordReceipt(receipt);
    return c.text('');
  });
  return routes;
}
