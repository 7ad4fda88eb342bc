import { Hono } from 'hono';
import { z } from 'zod';
import { defineChannel } from '../../core/channel.ts';
import { problemHandler } from '../../core/problem.ts';
import { kannelRoutes } from './kannelRoutes.ts';
import { sendThroughGateway } from './sendThroughGateway.ts';

/**
 * SMS through an HTTP gateway that speaks as Kannel does. Answers only where a sending URL is set.
 * @see https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html
 */
export const sms = defineChannel({
  name: 'sms',
  settings: z.object({
    SMS_GATEWAY_TOKEN: z.string().min(1, 'must not be empty'),
    SMS_SEND_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  }),
  create({ SMS_GATEWAY_TOKEN, SMS_SEND_URL }, deps) {
    const routes = new Hono();
    routes.onError(problemHandler(deps.log));
    routes.route('/kannel', kannelRoutes(SMS_GATEWAY_TOKEN, deps));
    if (SMS_SEND_URL === undefined) return { routes };
    return { routes, send: (message) => sendThroughGateway(SMS_SEND_URL, message) };
  },
});
