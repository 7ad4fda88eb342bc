import { z } from 'zod';
import { defineChannel } from '../../core/channel.ts';
import { createBus } from './amqp/bus.ts';
import { isEventSource } from './amqp/toCloudEvent.ts';
import { createEventTaker } from './events/takeEvents.ts';
import { eventRoutes } from './http/eventRoutes.ts';

/**
 * Other systems of the operator, over CloudEvents 1.0: contacts and order states in, our own events out. In over HTTP
 * always; in and out over RabbitMQ where `ESB_AMQP_URL` names one. All of it is written down in docs/asyncapi.yaml.
 */
export const esb = defineChannel({
  name: 'esb',
  settings: z.object({
    ESB_TOKEN: z.string().min(1, 'must not be empty'),
    ESB_AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'must be an amqp or amqps URL' }).optional(),
    ESB_AMQP_PREFETCH: z.coerce
      .number()
      .refine((count) => Number.isInteger(count) && count >= 1 && count <= 1000, {
        error: 'must be a whole number from 1 to 1000',
      })
      .default(20),
    ESB_SOURCE: z
      .string()
      .refine(isEventSource, { error: 'must be a URI reference such as /helpdesk' })
      .default('/helpdesk'),
  }),
  create(settings, deps) {
    const { ESB_TOKEN: token, ESB_AMQP_URL: url, ESB_AMQP_PREFETCH: prefetch, ESB_SOURCE: source } = settings;
    const events = createEventTaker(deps);
    const callback = `${deps.publicUrl}/channels/esb`;
    const routes = eventRoutes({ token, callback, events, log: deps.log });
    return { routes, ...(url !== undefined && createBus({ url, prefetch, source, events }, deps)) };
  },
});
