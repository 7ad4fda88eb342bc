import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';

const KIB = 1024;
/** A call or an SMS is a few hundred bytes. */
export const SMALL_BODY = 64 * KIB;
/** A Telegram update or a batch of events may be long. */
export const LARGE_BODY = 1024 * KIB;

/**
 * A middleware that refuses longer bodies, counted while they are read where no length was announced.
 * @param maxBytes the longest body let through.
 * @throws {HTTPException} 413, which the channel's `onError` turns into a problem document.
 */
export function limitBody(maxBytes: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new HTTPException(413, { message: `The body is longer than ${maxBytes} bytes` });
    },
  });
}
