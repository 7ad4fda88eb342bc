import type pg from 'pg';
import type { Logger } from 'pino';
import { pause } from '../../pause.ts';
import { listPushed, readBot, setLastError, type Webhook } from '../botStore.ts';
import { dropUpdate, listUpdates, listWaitingChats, type Update } from './store.ts';

const ANSWER_WITHIN_MS = 60_000;
const LONGEST_DELAY_MS = 60_000;
const LONGEST_ASKED_DELAY_MS = 3_600_000;

/** Delivery to webhooks. */
export interface Pushes {
  /** Delivers what waits for a bot, should it have a webhook; one that is under way goes on. */
  kick(botId: number): void;
  /** Goes on with what waited when the process ended. */
  start(): Promise<void>;
  /** Ends when all that was under way has. What was not delivered stays. */
  settle(): Promise<void>;
}

/**
 * Delivers updates to webhooks as Telegram does: one at a time and in order in each chat, chats beside one another,
 * anything but 2xx tried again, at once and then ever later, or when `Retry-After` says.
 * @see https://core.telegram.org/bots/api#setwebhook
 */
export function createPushes(options: { pool: pg.Pool; log: Logger; stopping: AbortSignal }): Pushes {
  const { pool, log, stopping } = options;
  /** Chats under way; true where more came meanwhile. */
  const lanes = new Map<string, boolean>();
  const running = new Set<Promise<void>>();

  const run = (work: Promise<void>) => {
    const guarded = work
      .catch((error: unknown) => log.error({ err: error }, 'updates of the sandbox bot are not delivered'))
      .finally(() => running.delete(guarded));
    running.add(guarded);
  };

  const walk = async (botId: number, chatId: number): Promise<void> => {
    const key = `${botId} ${chatId}`;
    if (lanes.has(key)) {
      lanes.set(key, true);
      return;
    }
    try {
      do {
        lanes.set(key, false);
        await drain(botId, chatId);
      } while (lanes.get(key) === true && !stopping.aborted);
    } finally {
      lanes.delete(key);
    }
  };

  const drain = async (botId: number, chatId: number): Promise<void> => {
    for (let failures = 0; !stopping.aborted; ) {
      const { webhook } = await readBot(pool, botId);
      const [update] = await listUpdates(pool, botId, { chatId, limit: 1 });
      if (!webhook || !update) return;
      const failure = await push(webhook, update, stopping);
      if (failure === null) {
        await dropUpdate(pool, botId, update.update_id);
        failures = 0;
        continue;
      }
      await setLastError(pool, botId, failure.message);
      const delay = failure.retryAfterMs ?? delayAfter(failures);
      failures += 1;
      log.debug({ updateId: update.update_id, failures, delay }, 'the webhook did not take an update');
      if (!(await pause(delay, stopping))) return;
    }
  };

  const kick = (botId: number) =>
    run(
      listWaitingChats(pool, botId).then((chats) => {
        for (const chatId of chats) run(walk(botId, chatId));
      }),
    );

  return {
    kick,
    async start() {
      for (const botId of await listPushed(pool)) kick(botId);
    },
    async settle() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

/** @returns null when the webhook took it. */
async function push(
  webhook: Webhook,
  update: Update,
  stopping: AbortSignal,
): Promise<{ message: string; retryAfterMs: number | undefined } | null> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (webhook.secretToken !== null) headers['x-telegram-bot-api-secret-token'] = webhook.secretToken;
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers,
      body: JSON.stringify(update),
      redirect: 'manual',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    await response.body?.cancel();
    if (response.ok) return null;
    const message = `Wrong response from the webhook: ${response.status} ${response.statusText}`.trim();
    return { message, retryAfterMs: askedDelay(response.headers.get('retry-after')) };
  } catch {
    // Whatever kept the answer away, Telegram has one word for it.
    return { message: 'Webhook connection closed', retryAfterMs: undefined };
  }
}

/** The first repeat comes at once, the next after 2 s, 4 s, and so on. */
function delayAfter(failures: number): number {
  return failures === 0 ? 0 : Math.min(1000 * 2 ** failures, LONGEST_DELAY_MS);
}

function askedDelay(header: string | null): number | undefined {
  if (header === null || !/^\d{1,6}$/.test(header)) return undefined;
  return Math.min(Number(header) * 1000, LONGEST_ASKED_DELAY_MS);
}
