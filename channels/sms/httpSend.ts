import { NoAnswer } from '../../core/errors.ts';

/** How long a provider may take to answer. */
export const SEND_TIMEOUT_MS = 10_000;

/** 4xx that speak of our settings or of haste, not of this message. */
const TRY_AGAIN = [401, 403, 404, 405, 407, 408, 429];

/** Longer than anybody means. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** @returns whether a status is the provider's final no to this one message. */
export function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && !TRY_AGAIN.includes(status);
}

/**
 * Asks a provider over HTTP; redirects are not followed.
 * @param provider what the error calls it, e.g. `The SMS gateway`.
 * @param timeoutMs for the answer and its body.
 * @throws {NoAnswer} when nothing comes in time or the connection fails.
 */
export async function askProvider(
  provider: string,
  url: string | URL,
  init: RequestInit,
  timeoutMs: number,
): Promise<{ status: number; headers: Headers; text: string }> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw new NoAnswer('sms.no-answer', `${provider} gave no answer (${reason(error)})`);
  }
}

/**
 * The error for an answer that is neither yes nor a refusal.
 * @param headers the answer's; `Retry-After` in seconds or as a date (RFC 9110 §10.2.3) is passed on.
 */
export function comeBackLater(provider: string, status: number, headers: Headers): NoAnswer {
  const retryAfterMs = readRetryAfter(headers.get('retry-after'));
  return new NoAnswer('sms.no-answer', `${provider} answered ${status}`, { retryAfterMs });
}

function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return wait > 0 ? Math.min(wait, DAY_MS) : undefined;
}

/** A word for the log. The error itself may quote the URL, and with it the password, the number and the text. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.name;
}
