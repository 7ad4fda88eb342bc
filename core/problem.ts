import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import {
  Conflict,
  Forbidden,
  Invalid,
  NoAnswer,
  NotFound,
  Refused,
  Stale,
  Unauthenticated,
  Unavailable,
} from './errors.ts';
import { isStoreAway } from './storeAway.ts';

/** An RFC 9457 problem document. `errors` names the fields at fault. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors?: { field: string; message: string }[];
}

/** Seconds a sender should wait before it tries again while our store is down. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Translates any error into its problem document. Texts of unexpected errors are not disclosed.
 * @param error whatever was thrown.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof ZodError) {
    const errors = error.issues.map((issue) => ({
      field: issue.path.join('.') || '(body)',
      message: issue.message,
    }));
    return problem(400, 'invalid', 'The request is not valid', undefined, errors);
  }
  if (error instanceof Invalid) {
    return problem(400, 'invalid', 'The request is not valid', undefined, [
      { field: error.field, message: error.message },
    ]);
  }
  if (error instanceof Unauthenticated) return problem(401, error.code, 'Not authenticated', error.message);
  if (error instanceof Forbidden) return problem(403, error.code, 'Not allowed', error.message);
  if (error instanceof NotFound) return problem(404, error.code, 'Not found', error.message);
  if (error instanceof Stale) return problem(412, error.code, 'Not as you know it', error.message);
  if (error instanceof Conflict) return problem(409, error.code, 'Conflict', error.message);
  if (error instanceof Refused) return problem(502, error.code, 'An outside system refused', error.message);
  if (error instanceof NoAnswer)
    return problem(503, error.code, 'An outside system did not answer', error.message);
  if (error instanceof Unavailable) return problem(503, error.code, 'Temporarily unavailable', error.message);
  if (error instanceof HTTPException && error.status === 400) {
    const errors = [{ field: '(body)', message: error.message }];
    return problem(400, 'invalid', 'The request is not valid', undefined, errors);
  }
  if (error instanceof HTTPException) return problem(error.status, 'http', error.message || 'Request failed');
  if (isUnfitForStore(error)) {
    const errors = [{ field: '(body)', message: 'holds what cannot be stored' }];
    return problem(400, 'invalid', 'The request is not valid', undefined, errors);
  }
  if (isStoreAway(error)) return problem(503, 'store.away', 'Temporarily unavailable', 'The store is away');
  return problem(500, 'internal', 'Internal error');
}

/** Data exceptions that come from outside: characters, dates, numbers and forms no column holds. @see PostgreSQL, A */
const UNFIT = /^22(003|007|008|021|023|026|P02|P03|P05|001)$/;

function isUnfitForStore(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && UNFIT.test(code);
}

/**
 * A Hono `onError` handler: answers the problem document, and logs the code (never the body) of what failed.
 * @param log where failures of our own (5xx) are written as errors and refusals (4xx) as warnings.
 */
export function problemHandler(log: Logger): (error: Error, c: Context) => Response {
  return (error, c) => {
    const document = toProblem(error);
    const fields = document.errors?.map((entry) => entry.field);
    const line = {
      code: document.code,
      status: document.status,
      route: c.req.routePath,
      method: c.req.method,
      fields,
    };
    if (document.status >= 500) log.error({ ...line, err: error }, 'request failed');
    else log.warn(line, 'request refused');
    return problemResponse(c, document);
  };
}

/** Writes a problem document as the response. */
export function problemResponse(c: Context, document: Problem): Response {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
  if (document.status === 503) headers['retry-after'] = String(RETRY_AFTER_SECONDS);
  // The rest of an oversized body is not read: the connection ends here, and the sender must know.
  if (document.status === 413) headers.connection = 'close';
  return c.body(JSON.stringify(document), document.status as ContentfulStatusCode, headers);
}

function problem(
  status: number,
  code: string,
  title: string,
  detail?: string,
  errors?: Problem['errors'],
): Problem {
  return { type: 'about:blank', title, status, code, ...(detail && { detail }), ...(errors && { errors }) };
}
