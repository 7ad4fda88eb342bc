import {
  ConsecutiveBreaker,
  circuitBreaker,
  handleType,
  type IPolicy,
  isBrokenCircuitError,
} from 'cockatiel';
import type { z } from 'zod';
import { NoAnswer, Refused } from './errors.ts';

/** How many calls in a row must go unanswered before an outside system is left alone for a while. */
const BREAKER_THRESHOLD = 8;
/** How long it is left alone before one call tries it again. */
const BREAKER_HALF_OPEN_MS = 3_000;

/** 4xx that say nothing about the request itself. */
const TRY_AGAIN = [401, 403, 405, 407, 408, 425, 429];

export interface OutsideRequest {
  method?: 'GET' | 'POST' | 'PATCH';
  /** Path and query below the system's base URL, starting with `/`. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface OutsideAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON; undefined where the answer has no body. */
  body: unknown;
}

/** One outside system reached over HTTP: its base URL, its time limit, its circuit breaker. */
export interface OutsideSystem {
  /**
   * @throws {Refused} on 4xx that speak of this request.
   * @throws {NoAnswer} on timeout, connection failure, 5xx, 4xx that ask to come back (408, 425, 429) or that speak
   *   of our own settings (401, 403, 405, 407: nothing is wrong with this request), a body that is not JSON, an open
   *   breaker.
   */
  call(request: OutsideRequest): Promise<OutsideAnswer>;
}

/**
 * @param options.name machine word for error codes, e.g. `orders`.
 * @param options.baseUrl without a slash at the end.
 * @param options.authorize answers headers to add to each call, e.g. a bearer token.
 */
export function createOutsideSystem(options: {
  name: string;
  baseUrl: string;
  timeoutMs: number;
  authorize?: () => Promise<Record<string, string>>;
}): OutsideSystem {
  const breaker: IPolicy = circuitBreaker(handleType(NoAnswer), {
    halfOpenAfter: BREAKER_HALF_OPEN_MS,
    breaker: new ConsecutiveBreaker(BREAKER_THRESHOLD),
  });
  return {
    async call(request) {
      try {
        return await breaker.execute(() => callOnce(options, request));
      } catch (error) {
        if (isBrokenCircuitError(error)) {
          throw new NoAnswer(`${options.name}.circuit_open`, `${options.name} is left alone for a while`);
        }
        throw error;
      }
    },
  };
}

async function callOnce(
  system: {
    name: string;
    baseUrl: string;
    timeoutMs: number;
    authorize?: () => Promise<Record<string, string>>;
  },
  request: OutsideRequest,
): Promise<OutsideAnswer> {
  const { name, baseUrl, timeoutMs } = system;
  let response: Response;
  let text: string;
  try {
    response = await fetch(baseUrl + request.path, {
      method: request.method ?? 'GET',
      headers: {
        accept: 'application/json',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(await system.authorize?.()),
        ...request.headers,
      },
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      // A followed redirect would turn an order into a look-up.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await response.text();
  } catch (error) {
    if (error instanceof Refused || error instanceof NoAnswer) throw error;
    throw new NoAnswer(`${name}.unreachable`, `${name} cannot be reached`, { cause: error });
  }
  const { status } = response;
  if (status >= 500 || status < 200 || (status >= 300 && status < 400) || TRY_AGAIN.includes(status)) {
    const retryAfter = Number(response.headers.get('retry-after'));
    throw new NoAnswer(`${name}.http_${status}`, `${name} answered ${status}`, {
      retryAfterMs: retryAfter > 0 ? retryAfter * 1000 : undefined,
    });
  }
  const body = parseBody(name, text, status);
  if (status >= 400) {
    throw new Refused(`${name}.refused`, `${name} refused with ${status}`, {
      status,
      detail: refusalDetail(body),
    });
  }
  return { status, headers: response.headers, body };
}

function parseBody(name: string, text: string, status: number): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    if (status >= 400) return undefined;
    throw new NoAnswer(`${name}.not_json`, `${name} answered something that is not JSON`);
  }
}

/** TMF630 errors carry code and reason. */
function refusalDetail(body: unknown): string | undefined {
  const { code, reason } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const words = [code, reason].filter((word) => typeof word === 'string');
  return words.length > 0 ? words.join(': ') : undefined;
}

/**
 * Reads an answer's body.
 * @param name of the system, for the error's code.
 * @throws {NoAnswer} when it has another shape: that is the system's fault, not the contact's.
 */
export function readAnswer<Output>(name: string, schema: z.ZodType<Output>, body: unknown): Output {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new NoAnswer(`${name}.unreadable`, `${name} answered in an unknown shape (${fields})`);
}

/**
 * For `.catch` of a look-up: one that is refused is a matter of the two systems' set-up, never of what waits for it.
 * @throws {NoAnswer} for a refusal, else what was thrown.
 */
export function refusedLookUp(name: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Refused)) throw error;
    throw new NoAnswer(`${name}.http_${error.status}`, `${name} refused a look-up`, { cause: error });
  };
}
