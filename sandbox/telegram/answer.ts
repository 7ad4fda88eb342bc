import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** What a bot is told that speaks to a person who wants to hear no more of it. */
export const BLOCKED = 'Forbidden: bot was blocked by the user';

/** A Bot API success. */
export function ok(c: Context, result: unknown, description?: string): Response {
  return c.json({ ok: true, result, ...(description && { description }) });
}

/** The body of a Bot API error; 429 carries how long to wait. */
export function failureBody(status: number, description: string) {
  return {
    ok: false,
    error_code: status,
    description,
    ...(status === 429 && { parameters: { retry_after: 1 } }),
  };
}

/** A Bot API error: the status is both the HTTP status and `error_code`. */
export function fail(c: Context, status: number, description: string): Response {
  return c.json(failureBody(status, description), status as ContentfulStatusCode);
}
