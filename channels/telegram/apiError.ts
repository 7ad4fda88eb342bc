import { GrammyError, HttpError } from 'grammy';
import { type HelpdeskError, NoAnswer, Refused } from '../../core/errors.ts';

/** 4xx that say nothing about this message: a wrong token is 401 or 404. */
const TRY_AGAIN = [401, 404, 429];

/**
 * Says what a failed call to the Bot API means. The error itself is not kept as a cause: it quotes the text, the
 * chat and, in its URL, the token.
 * @param error what grammY threw.
 * @returns {@link NoAnswer} for 429 (with the wait asked for), 401 and 404 (the token is wrong, not the message), 5xx,
 * and anything without an answer;
 * {@link Refused} for the other answers.
 * @see https://core.telegram.org/bots/api#responseparameters
 */
export function toSendError(error: unknown): HelpdeskError {
  if (!(error instanceof GrammyError)) {
    return new NoAnswer('telegram.no-answer', `The Bot API gave no answer (${reason(error)})`);
  }
  const status = error.error_code;
  if (status >= 400 && status < 500 && !TRY_AGAIN.includes(status)) {
    return new Refused('telegram.refused', `The Bot API answered ${status}`, { status });
  }
  const seconds = error.parameters.retry_after;
  return new NoAnswer('telegram.no-answer', `The Bot API answered ${status}`, {
    retryAfterMs: seconds === undefined ? undefined : seconds * 1000,
  });
}

function reason(error: unknown): string {
  const inner = error instanceof HttpError ? error.error : error;
  if (!(inner instanceof Error)) return 'unknown';
  return 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.name;
}
