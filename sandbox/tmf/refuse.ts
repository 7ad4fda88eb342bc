import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** The error body of the TM Forum APIs (TMF630 part 1, §3.4); `status` is text there. */
export interface TmfError {
  code: string;
  reason: string;
  message: string;
  status: string;
}

/**
 * Answers a TM Forum error.
 * @param code a stable machine word.
 * @param reason what went wrong, in a sentence.
 * @param message what to do about it; the reason again where there is nothing to add.
 */
export function refuse(c: Context, status: number, code: string, reason: string, message = reason): Response {
  const body: TmfError = { code, reason, message, status: String(status) };
  return c.json(body, status as ContentfulStatusCode);
}
