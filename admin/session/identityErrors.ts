import * as client from 'openid-client';
import { NoAnswer, Unauthenticated } from '../../core/errors.ts';

/**
 * What a failed grant means: the provider is away ({@link NoAnswer}), or it or our checks refuse
 * ({@link Unauthenticated}).
 * @param error as openid-client, jose or a check of ours threw it.
 */
export function toLoginError(error: unknown): NoAnswer | Unauthenticated {
  if (error instanceof NoAnswer || error instanceof Unauthenticated) return error;
  if (isAway(error))
    return new NoAnswer('identity.unreachable', 'the identity provider did not answer', { cause: error });
  const refused =
    error instanceof client.AuthorizationResponseError ||
    error instanceof client.ClientError ||
    error instanceof client.ResponseBodyError;
  return refused
    ? new Unauthenticated('login.refused', 'the identity provider refused the login', { cause: error })
    : new Unauthenticated('login.failed', 'the login could not be completed', { cause: error });
}

/**
 * What a failed refresh means. Only a refused grant (RFC 6749, 5.2) and tokens of somebody else end a session; any
 * other failure is the provider's or a fault of our settings, and people go on working.
 * @param error as openid-client, jose or a check of ours threw it.
 */
export function toRefreshError(error: unknown): NoAnswer | Unauthenticated {
  if (error instanceof NoAnswer || error instanceof Unauthenticated) return error;
  if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant')
    return new Unauthenticated('session.ended', 'the identity provider ended the session', { cause: error });
  return new NoAnswer('identity.no_refresh', 'the identity provider did not confirm the session', {
    cause: error,
  });
}

function isAway(error: unknown): boolean {
  if (error instanceof client.ResponseBodyError) return error.status >= 500;
  if (error instanceof client.ClientError) return error.code === 'OAUTH_TIMEOUT';
  return error instanceof TypeError && error.message === 'fetch failed';
}
