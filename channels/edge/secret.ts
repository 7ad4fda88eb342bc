import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { Unauthenticated } from '../../core/errors.ts';

/**
 * Compares a secret in constant time. Both sides are hashed first, so that neither content nor length shows.
 * @param given what the caller sent; undefined when he sent nothing.
 * @param expected our own secret.
 * @returns true only when the two are the same text.
 */
export function sameSecret(given: string | undefined, expected: string): boolean {
  const equal = timingSafeEqual(sha256(given ?? ''), sha256(expected));
  return given !== undefined && equal;
}

/**
 * A middleware that lets a request on only with the right secret, before its body is read.
 * @param expected our own secret.
 * @param read where the caller's secret stands in the request.
 * @throws {Unauthenticated} when it is absent or wrong.
 */
export function requireSecret(expected: string, read: (c: Context) => string | undefined): MiddlewareHandler {
  return async (c, next) => {
    assertSecret(read(c), expected);
    await next();
  };
}

/**
 * Checks a secret that could be read only with the body.
 * @throws {Unauthenticated} when it is absent or wrong.
 */
export function assertSecret(given: string | undefined, expected: string): void {
  if (!sameSecret(given, expected))
    throw new Unauthenticated('channel.secret', 'The secret is absent or wrong');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
