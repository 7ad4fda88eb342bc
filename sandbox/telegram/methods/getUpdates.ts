import { fail, ok } from '../answer.ts';
import { ensureBot, readBot } from '../botStore.ts';
import type { PollEnd } from '../updates/polls.ts';
import { confirmBefore, forgetAllBut, listUpdates } from '../updates/store.ts';
import { type Call, integerOf } from './call.ts';
import { readAllowed } from './webhook.ts';

const MAX_SECONDS = 50;
const MAX_LIMIT = 100;
const HOOKED =
  "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const CONFLICTS: Partial<Record<PollEnd, string>> = {
  replaced: 'terminated by other getUpdates request; make sure that only one bot instance is running',
  webhook: 'terminated by setWebhook request',
};

/**
 * Answers the updates that wait, or waits for one. An offset confirms all before it: they are gone, everything else
 * comes again at the next call. When a second poll begins to wait, the one that waits already ends with 409.
 * @see https://core.telegram.org/bots/api#getupdates
 */
export async function getUpdates(call: Call): Promise<Response> {
  const { c, botId, input, hub } = call;
  const { pool, polls, stopping } = hub;
  if ((await readBot(pool, botId)).webhook) return fail(c, 409, `Conflict: ${HOOKED}`);
  await ensureBot(pool, botId);
  await readAllowed(call);
  hub.currentBot = botId;
  polls.seen(botId);
  const offset = integerOf(input.offset) ?? 0;
  if (offset > 0) await confirmBefore(pool, botId, offset);
  if (offset < 0) await forgetAllBut(pool, botId, -offset);

  const limit = Math.min(Math.max(integerOf(input.limit) ?? MAX_LIMIT, 1), MAX_LIMIT);
  const seconds = Math.min(Math.max(integerOf(input.timeout) ?? 0, 0), MAX_SECONDS);
  if (seconds === 0) return ok(c, await listUpdates(pool, botId, { limit }));
  const poll = polls.open(botId, seconds * 1000, AbortSignal.any([stopping, c.req.raw.signal]));
  try {
    const waiting = await listUpdates(pool, botId, { limit });
    if (waiting.length > 0) return ok(c, waiting);
    const conflict = CONFLICTS[await poll.ended];
    if (conflict) return fail(c, 409, `Conflict: ${conflict}`);
    return ok(c, await listUpdates(pool, botId, { limit }));
  } finally {
    poll.close();
  }
}
