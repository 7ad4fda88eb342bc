import type { Api } from 'grammy';
import type { Logger } from 'pino';
import { z } from 'zod';
import { HelpdeskError, NoAnswer, Refused } from '../../../core/errors.ts';
import { retryAfterOf, toSendError } from '../api/apiError.ts';
import { createBackoff } from '../api/backoff.ts';
import { pause } from '../api/pause.ts';
import { toGrammySignal } from '../api/signal.ts';
import type { TakeUpdate } from '../inbound/takeUpdate.ts';
import { anyUpdate } from '../inbound/updateShape.ts';
import { ALLOWED_UPDATES } from './allowedUpdates.ts';

/** How long Telegram holds a poll that finds nothing. */
export const POLL_SECONDS = 25;
const MAX_UPDATES = 100;
/** A server that does not hold the poll is not hammered. */
const SHORTEST_ROUND_MS = 300;
const LONGEST_WAIT_MS = 30_000;
const LONGEST_STORE_WAIT_MS = 5_000;
const FAREWELL_MS = 300;
const CONFLICT = 409;

/** What polling works with. */
interface Poll {
  /** Must wait longer than {@link POLL_SECONDS} for an answer, and not repeat by itself. */
  api: Api;
  take: TakeUpdate;
  log: Logger;
  /** Ends it: the update under way is finished, and what was taken is confirmed. */
  signal: AbortSignal;
}

/**
 * Asks Telegram for updates, one after another, until the signal. An update is confirmed (by the next poll's offset)
 * only after it is stored; one the store cannot take now is tried again before any behind it. Nothing is remembered
 * from run to run, nor once it is confirmed: after an idle week the ids begin anew anywhere, below too.
 * @see https://core.telegram.org/bots/api#getupdates
 */
export async function pollUpdates(poll: Poll): Promise<void> {
  const { api, log, signal } = poll;
  const backoff = createBackoff(LONGEST_WAIT_MS, signal);
  let offset: number | undefined;
  let webhookGone = false;
  while (!signal.aborted) {
    try {
      if (!webhookGone) await api.deleteWebhook({ drop_pending_updates: false }, toGrammySignal(signal));
      webhookGone = true;
      const updates = await getUpdates(api, offset, signal);
      backoff.reset();
      offset = await takeAll(poll, updates);
    } catch (error) {
      if (signal.aborted) break;
      const failure = toSendError(error);
      // Another poller, or a webhook set meanwhile: the next round takes that away.
      if (failure instanceof Refused && failure.status === CONFLICT) webhookGone = false;
      log.warn({ code: failure.code, reason: failure.message }, 'polling goes on after a wait');
      await backoff.wait(retryAfterOf(failure));
    }
  }
  if (offset !== undefined) await confirm(poll, offset);
}

const answer = z.array(anyUpdate);

async function getUpdates(api: Api, offset: number | undefined, signal: AbortSignal) {
  const started = Date.now();
  const given = await api.getUpdates(
    { offset, limit: MAX_UPDATES, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
    toGrammySignal(signal),
  );
  const updates = answer.safeParse(given).data;
  if (!updates) throw new NoAnswer('telegram.no-answer', 'The Bot API answered no list of updates');
  if (updates.length === 0) await pause(SHORTEST_ROUND_MS - (Date.now() - started), signal);
  return updates;
}

/** @returns what confirms the updates taken; undefined for none. */
async function takeAll(poll: Poll, updates: z.output<typeof answer>): Promise<number | undefined> {
  let offset: number | undefined;
  for (const update of updates) {
    if (!(await takeSurely(poll, update))) break;
    offset = update.update_id + 1;
  }
  return offset;
}

/** @returns false when the signal came first. */
async function takeSurely(poll: Poll, update: z.output<typeof anyUpdate>): Promise<boolean> {
  const { take, log, signal } = poll;
  const backoff = createBackoff(LONGEST_STORE_WAIT_MS, signal);
  while (!signal.aborted) {
    try {
      await take(update);
      return true;
    } catch (error) {
      const code = error instanceof HelpdeskError ? error.code : 'internal';
      log.warn({ code, updateId: update.update_id }, 'update not taken, tried again after a wait');
      await backoff.wait();
    }
  }
  return false;
}

/** Spares the next run what this one has taken. It would know it, too: so a failure here loses nothing. */
async function confirm({ api, log }: Poll, offset: number): Promise<void> {
  try {
    const patience = toGrammySignal(AbortSignal.timeout(FAREWELL_MS));
    await api.getUpdates({ offset, limit: 1, timeout: 0 }, patience);
  } catch (error) {
    log.debug({ code: toSendError(error).code }, 'the last updates come again');
  }
}
