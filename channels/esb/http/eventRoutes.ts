import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import { Invalid } from '../../../core/errors.ts';
import { problemHandler } from '../../../core/problem.ts';
import { LARGE_BODY, limitBody } from '../../edge/limitBody.ts';
import { readJsonObject } from '../../edge/readBody.ts';
import { requireSecret } from '../../edge/secret.ts';
import { orderStateOf, readOrderState } from '../events/orderStateEvent.ts';
import { readEvents } from '../events/receivedEvent.ts';
import type { EventTaker } from '../events/takeEvents.ts';
import { readRequest } from './readRequest.ts';

/** Where TM Forum's order systems post a state change, below the callback they were given. */
const LISTENER = '/tmf641/listener/serviceOrderStateChangeEvent';

/** The source of the key where the notification names none: an order system's own hub. */
const HUB_SOURCE = 'tmf641';

/**
 * The HTTP side of the bus: CloudEvents in all three content modes, and the listener of TMF641's hub.
 * @param options.token the bearer token both demand.
 * @param options.callback the address of the channel as the outside reaches it.
 */
export function eventRoutes(options: {
  token: string;
  callback: string;
  events: EventTaker;
  log: Logger;
}): Hono {
  const { token, events } = options;
  const routes = new Hono();
  routes.onError(problemHandler(options.log));
  const guards = [
    requireSecret(token, (c) => bearer(c.req.header('authorization'))),
    limitBody(LARGE_BODY),
  ] as const;
  routes.post('/events', ...guards, async (c) => {
    const accepted = await events.take(readEvents(await readRequest(c)));
    return c.json({ accepted }, 202);
  });
  routes.post(LISTENER, ...guards, async (c) => {
    await events.handOver([await readNotification(c)]);
    // What TMF641 v4.1 has a listener answer: the subscription the notification came by.
    return c.json({ id: HUB_SOURCE, callback: `${options.callback}${LISTENER}` }, 201);
  });
  return routes;
}

/** A notification as TMF641's hub posts it, outside of any CloudEvent. @throws {Invalid} naming the field at fault. */
async function readNotification(c: Context) {
  const { eventId, orderId, state, at } = readOrderState('', await readJsonObject(c));
  // Without an id a redelivery could not be told from a second change.
  if (eventId === null) throw new Invalid('eventId', 'A notification has an id');
  return orderStateOf({ source: HUB_SOURCE, eventId, orderId, state, at: at ?? new Date() });
}

/** The token of an `Authorization: Bearer …` header (RFC 6750 §2.1). */
function bearer(header: string | undefined): string | undefined {
  return header?.match(/^Bearer +(\S+)$/i)?.[1];
}
