import type { Api } from 'grammy';
import type { Logger } from 'pino';
import { retryAfterOf, toSendError } from '../api/apiError.ts';
import { createBackoff } from '../api/backoff.ts';
import { toGrammySignal } from '../api/signal.ts';
import { ALLOWED_UPDATES } from './allowedUpdates.ts';

const LONGEST_WAIT_MS = 60_000;
/** Updates Telegram may deliver at the same time; those of one chat still come one after another. */
const MAX_CONNECTIONS = 40;

/**
 * Tells Telegram where to deliver, again and again until it is told. Processes that tell the same do no harm.
 * @param options.url our webhook as Telegram reaches it.
 * @param options.secret comes back in the header of each delivery.
 * @param options.signal ends the tries.
 * @see https://core.telegram.org/bots/api#setwebhook
 */
export async function setWebhook(options: {
  api: Api;
  url: string;
  secret: string;
  log: Logger;
  signal: AbortSignal;
}): Promise<void> {
  const { api, url, secret, log, signal } = options;
  const backoff = createBackoff(LONGEST_WAIT_MS, signal);
  const params = {
    secret_token: secret,
    allowed_updates: ALLOWED_UPDATES,
    max_connections: MAX_CONNECTIONS,
  };
  while (!signal.aborted) {
    try {
      await api.setWebhook(url, params, toGrammySignal(signal));
      log.info('the webhook is set');
      return;
    } catch (error) {
      if (signal.aborted) return;
      const failure = toSendError(error);
      log.warn({ code: failure.code, reason: failure.message }, 'the webhook is not set yet');
      await backoff.wait(retryAfterOf(failure));
    }
  }
}
