import { Hono } from 'hono';
import { z } from 'zod';
import { limitBody, SMALL_BODY } from '../../../channels/edge/limitBody.ts';
import { readJsonObject } from '../../../channels/edge/readBody.ts';
import { assertSecret } from '../../../channels/edge/secret.ts';
import { defineChannel, type InboundContact } from '../../../core/channel.ts';
import { Invalid } from '../../../core/errors.ts';
import { problemHandler } from '../../../core/problem.ts';

const newMessage = z.object({
  event_id: z.string().min(1),
  group_id: z.int(),
  object: z.object({
    message: z.looseObject({ from_id: z.int(), peer_id: z.int(), text: z.string(), date: z.int() }),
  }),
});

/**
 * Messages to a VK community, as its Callback API reports them: a channel the house does not have, to show what one
 * takes. This folder is all of it.
 * @see https://dev.vk.com/en/api/callback/getting-started
 */
export const vk = defineChannel({
  name: 'vk',
  settings: z.object({ VK_SECRET: z.string().min(1, 'must not be empty').default('contract-vk-secret') }),
  create({ VK_SECRET }, deps) {
    const routes = new Hono();
    routes.onError(problemHandler(deps.log));
    routes.post('/callback', limitBody(SMALL_BODY), async (c) => {
      const body = await readJsonObject(c);
      assertSecret(typeof body.secret === 'string' ? body.secret : undefined, VK_SECRET);
      if (body.type !== 'message_new') throw new Invalid('type', 'is none this community subscribes to');
      await deps.accept(toContact(newMessage.parse(body)));
      return c.text('ok');
    });
    return { routes };
  },
});

function toContact({ event_id, group_id, object }: z.output<typeof newMessage>): InboundContact {
  const { from_id, peer_id, text, date } = object.message;
  return {
    account: String(group_id),
    externalId: event_id,
    kind: 'message',
    thread: String(peer_id),
    address: String(peer_id),
    identity: from_id === peer_id ? String(from_id) : null,
    sender: null,
    rung: 'UNKNOWN',
    serviceId: null,
    queue: null,
    text: text || null,
    occurredAt: new Date(date * 1000),
    raw: object.message as InboundContact['raw'],
  };
}
