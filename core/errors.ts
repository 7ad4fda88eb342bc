/**
 * Errors as types: the caller decides by class, never by message text.
 *
 * The distinction that matters most is between {@link Refused} (the other side answered and said no: trying
 * again changes nothing) and {@link NoAnswer} (we do not know: try again, under the same idempotency key).
 */
export abstract class HelpdeskError extends Error {
  /** A stable machine word, e.g. `order.refused`. Never holds personal data. */
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** An outside system answered and said no. Final for this input. */
export class Refused extends HelpdeskError {
  /** HTTP status of the refusal where there was one. */
  readonly status: number | undefined;
  /** The other side's own words: for the agent's eyes, never for the log. */
  readonly detail: string | undefined;

  constructor(
    code: string,
    message: string,
    options?: { cause?: unknown; status?: number; detail?: string },
  ) {
    super(code, message, options);
    this.status = options?.status;
    this.detail = options?.detail;
  }
}

/** An outside system gave no usable answer (timeout, connection, 5xx, 429). Try again later. */
export class NoAnswer extends HelpdeskError {
  /** How long the other side asked us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, options?: { cause?: unknown; retryAfterMs?: number }) {
    super(code, message, options);
    this.retryAfterMs = options?.retryAfterMs;
  }
}

/** Our own store cannot take the write now; nothing was acknowledged. Becomes 503 with Retry-After. */
export class Unavailable extends HelpdeskError {}

/** The input is wrong; `field` names what. Becomes 400. */
export class Invalid extends HelpdeskError {
  readonly field: string;

  constructor(field: string, message: string, options?: { cause?: unknown }) {
    super('invalid', message, options);
    this.field = field;
  }
}

/** The caller did not prove who he is. Becomes 401. */
export class Unauthenticated extends HelpdeskError {}

/** The caller is known and may not do this. Becomes 403. */
export class Forbidden extends HelpdeskError {}

/** What was asked for does not exist, or the caller may not know that it does. Becomes 404. */
export class NotFound extends HelpdeskError {}

/** The row is not in the state this action needs (a lost race, a closed request). Becomes 409. */
export class Conflict extends HelpdeskError {}

/** The caller acts on something older than what is there now: he must look again. Becomes 412. */
export class Stale extends Conflict {}
