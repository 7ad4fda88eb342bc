import type { MiddlewareHandler } from 'hono';
import { Forbidden, Unauthenticated } from '../../core/errors.ts';
import type { ApiEnv } from './router.ts';
import type { TokenVerifier } from './verifyToken.ts';

/** RFC 6750, section 2.1. */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;

/**
 * A middleware that lets through who brings a valid bearer token and sets `actor`. Refusals carry the challenge of
 * RFC 6750.
 * @throws {Unauthenticated} without a valid token; {@link Forbidden} without a role; {@link NoAnswer} when the
 *   identity provider is away.
 */
export function authenticate(verify: TokenVerifier): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const header = c.req.header('authorization');
    try {
      const token = BEARER.exec(header ?? '')?.[1];
      if (token === undefined) {
        throw new Unauthenticated('token.missing', 'Send an access token: Authorization: Bearer …');
      }
      c.set('actor', await verify(token));
    } catch (error) {
      const challenge = challengeFor(error, header);
      if (challenge) c.header('www-authenticate', challenge);
      throw error;
    }
    await next();
  };
}

/** RFC 6750, section 3.1: who sent no credentials is told how to come, not what was wrong with them. */
function challengeFor(error: unknown, header: string | undefined): string | undefined {
  const realm = 'Bearer realm="helpdesk"';
  if (error instanceof Forbidden) return `${realm}, error="insufficient_scope"`;
  if (!(error instanceof Unauthenticated)) return undefined;
  return header === undefined ? realm : `${realm}, error="invalid_token"`;
}
