import { Hono } from 'hono';
import { z } from 'zod';
import { defineChannel } from '../../core/channel.ts';
import { problemHandler } from '../../core/problem.ts';
import { LARGE_BODY, limitBody } from '../edge/limitBody.ts';
import { requireSecret } from '../edge/secret.ts';
import { readEvents } from './readEvents.ts';
import { toContact } from './toContact.ts';

/**
 * Contacts from other systems, as CloudEvents 1.0 over HTTP in all three content modes.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
 */
export const esb = defineChannel({
  name: 'esb',
  settings: z.object({ ESB_TOKEN: z.string().min(1, 'must not be empty') }),
  create({ ESB_TOKEN }, deps) {
    const routes = new Hono();
    routes.onError(problemHandler(deps.log));
    routes.post(
      '/events',
      requireSecret(ESB_TOKEN, (c) => bearer(c.req.header('authorization'))),
      limitBody(LARGE_BODY),
      async (c) => {
        // All are read before one is accepted: a batch is taken whole or not at all.
        const contacts = (await readEvents(c)).map(toContact);
        const accepted = await Promise.all(
          contacts.map(async (contact) => ({ id: contact.externalId, ...(await deps.accept(contact)) })),
        );
        return c.json({ accepted }, 202);
      },
    );
    return { routes };
  },
});

/** The token of an `Authorization: Bearer …` header (RFC 6750 §2.1). */
function bearer(header: string | undefined): string | undefined {
  return header?.match(/^Bearer +(\S+)$/i)?.[1];
}
