import { GrammyError, HttpError } from 'grammy';
import { type HelpdeskError, NoAnswer, Refused } from '../../core/errors.ts';

/**
 * Says what a failed call to the Bot API means. The error itself is not kept as a cause: it quotes the text, the
 * chat and, in its URL, the token.
 * @param error what grammY threw.
 * @returns {@link NoAnswer} for 429 (with the wait asked for), 5xx, and anything without an answer;
 * {@link Refused} for the other answers.
 * @see https://core.telegram.org/bots/api#responseparameters
 */
export function toSendError(error: unknown): HelpdeskError {
  if (!(error instanceof GrammyError)) {
    return new NoAnswer('telegram.no-answer', `The Bot API gave no answer (${reason(error)})`);
  }
  const status = error.error_code;
  if (status >= 400 && status < 500 && status !== 429) {
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
