import { GrammyError, HttpError } from 'grammy';
import { HelpdeskError, NoAnswer, Refused } from '../../../core/errors.ts';

/** 4xx that say nothing about this message: a wrong token is 401 or 404. */
const TRY_AGAIN = [401, 404, 429];

/**
 * Says what a failed call to the Bot API means. The error itself is not kept as a cause: it quotes the text, the
 * chat and, in its URL, the token.
 * @param error what grammY or `fetch` threw; an error of the house passes as it is.
 * @returns {@link NoAnswer} for 429 (with the wait asked for), 401 and 404 (the token is wrong, not the message), 5xx,
 * and anything without an answer;
 * {@link Refused} for the other answers.
 * @see https://core.telegram.org/bots/api#responseparameters
 */
export function toSendError(error: unknown): HelpdeskError {
  if (error instanceof HelpdeskError) return error;
  if (!(error instanceof GrammyError)) return noAnswer(reason(error));
  return answered(error.error_code, error.parameters.retry_after);
}

/**
 * Says what an answer other than success means; see {@link toSendError}.
 * @param status the Bot API's `error_code`; undefined where the answer was none of the Bot API's.
 * @param retryAfter seconds it asked us to wait.
 */
export function answered(status: number | undefined, retryAfter?: number): HelpdeskError {
  if (status === undefined) return noAnswer('what answered is no Bot API');
  if (status >= 400 && status < 500 && !TRY_AGAIN.includes(status)) {
    return new Refused('telegram.refused', `The Bot API answered ${status}`, { status });
  }
  return new NoAnswer('telegram.no-answer', `The Bot API answered ${status}`, {
    retryAfterMs: retryAfter === undefined ? undefined : retryAfter * 1000,
  });
}

/** How long the other side asked us to wait, in milliseconds; undefined where it did not. */
export function retryAfterOf(failure: HelpdeskError): number | undefined {
  return failure instanceof NoAnswer ? failure.retryAfterMs : undefined;
}

function noAnswer(why: string): NoAnswer {
  return new NoAnswer('telegram.no-answer', `The Bot API gave no answer (${why})`);
}

function reason(error: unknown): string {
  const inner = error instanceof HttpError ? error.error : error;
  if (!(inner instanceof Error)) return 'unknown';
  return 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.name;
}
