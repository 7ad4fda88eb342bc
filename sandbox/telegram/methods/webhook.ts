import { z } from 'zod';
import { fail, ok } from '../answer.ts';
import { ensureBot, readBot, setAllowedUpdates, setWebhook as storeWebhook } from '../botStore.ts';
import { structured } from '../input.ts';
import { countPending, forgetAllBut } from '../updates/store.ts';
import { type Call, integerOf, isSet } from './call.ts';

const MAX_CONNECTIONS = { least: 1, default: 40, most: 100 };

/**
 * Sets the webhook, or takes it away where `url` is empty. Plain http is taken too: the house may be on this machine.
 * @see https://core.telegram.org/bots/api#setwebhook
 */
export async function setWebhook(call: Call): Promise<Response> {
  const { c, botId, input, hub } = call;
  const url = typeof input.url === 'string' ? input.url.trim() : '';
  if (url === '') return deleteWebhook(call);
  if (!z.url({ protocol: /^https?$/ }).safeParse(url).success) {
    return fail(c, 400, 'Bad Request: bad webhook: invalid webhook URL specified');
  }
  const secretToken =
    typeof input.secret_token === 'string' && input.secret_token !== '' ? input.secret_token : null;
  if (secretToken !== null && !/^[\w-]{1,256}$/.test(secretToken)) {
    return fail(c, 400, 'Bad Request: secret token contains unallowed characters');
  }
  await ensureBot(hub.pool, botId);
  await readAllowed(call);
  await storeWebhook(hub.pool, botId, {
    url,
    secretToken,
    maxConnections: connections(input.max_connections),
  });
  await dropPending(call);
  hub.currentBot = botId;
  hub.polls.end(botId, 'webhook');
  hub.pushes.kick(botId);
  return ok(c, true, 'Webhook was set');
}

/** @see https://core.telegram.org/bots/api#deletewebhook */
export async function deleteWebhook(call: Call): Promise<Response> {
  await storeWebhook(call.hub.pool, call.botId, null);
  await dropPending(call);
  return ok(call.c, true, 'Webhook was deleted');
}

/** @see https://core.telegram.org/bots/api#webhookinfo */
export async function getWebhookInfo({ c, botId, hub }: Call): Promise<Response> {
  const [{ webhook, allowedUpdates, lastError }, pending] = await Promise.all([
    readBot(hub.pool, botId),
    countPending(hub.pool, botId),
  ]);
  return ok(c, {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: pending,
    ...(webhook && { max_connections: webhook.maxConnections }),
    ...(allowedUpdates && allowedUpdates.length > 0 && { allowed_updates: allowedUpdates }),
    ...(lastError && {
      last_error_date: Math.floor(lastError.at.getTime() / 1000),
      last_error_message: lastError.message,
    }),
  });
}

/** Sets which updates the bot takes, where the call says so; else they stay as they were. */
export async function readAllowed({ botId, input, hub }: Call): Promise<void> {
  const allowed = z.array(z.string()).safeParse(structured(input.allowed_updates));
  if (allowed.success) await setAllowedUpdates(hub.pool, botId, allowed.data);
}

async function dropPending({ botId, input, hub }: Call): Promise<void> {
  if (isSet(input.drop_pending_updates)) await forgetAllBut(hub.pool, botId, 0);
}

function connections(value: unknown): number {
  const wish = integerOf(value) ?? MAX_CONNECTIONS.default;
  return Math.min(Math.max(wish, MAX_CONNECTIONS.least), MAX_CONNECTIONS.most);
}
