import * as client from 'openid-client';
import type { Config } from '../../core/config.ts';
import { NoAnswer, Unauthenticated } from '../../core/errors.ts';
import type { DirectoryUser } from '../../core/user/directory.ts';
import type { LoginAttempt } from './attempts.ts';
import { readPerson } from './claims.ts';
import type { SessionTokens } from './sessions.ts';

/** The identity provider, as the login uses it. */
export interface Identity {
  /** Begins an attempt. @throws {NoAnswer} when the provider is away. */
  begin(returnTo: string): Promise<{ url: URL; attempt: LoginAttempt }>;
  /**
   * Ends an attempt: the code for tokens, the tokens for a person.
   * @throws {NoAnswer} when the provider is away; {@link Unauthenticated} when it or the checks refuse.
   */
  finish(
    query: URLSearchParams,
    attempt: LoginAttempt,
  ): Promise<{ user: DirectoryUser; tokens: SessionTokens }>;
  /** Where the person signs out of the provider too; null when it is away or has no such page. */
  signOutUrl(idToken: string | null): Promise<URL | null>;
}

const SCOPE = 'openid profile email';
const RETRY_AFTER_MS = 250;

/** OpenID Connect by authorization code, PKCE, state and nonce. The provider is discovered at the first need. */
export function createIdentity(config: Config): Identity {
  const callback = `${config.PUBLIC_URL}/auth/callback`;
  const discover = createDiscovery(config);
  return {
    async begin(returnTo) {
      const provider = await discover();
      const codeVerifier = client.randomPKCECodeVerifier();
      const attempt = { state: client.randomState(), nonce: client.randomNonce(), codeVerifier, returnTo };
      const url = client.buildAuthorizationUrl(provider, {
        redirect_uri: callback,
        scope: SCOPE,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url, attempt };
    },
    async finish(query, attempt) {
      const provider = await discover();
      try {
        // Rebuilt from the public address: behind a proxy the request's own is another.
        const answer = await client.authorizationCodeGrant(provider, new URL(`${callback}?${query}`), {
          pkceCodeVerifier: attempt.codeVerifier,
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          idTokenExpected: true,
        });
        return { user: readPerson(answer.claims() ?? {}, answer.access_token), tokens: tokensOf(answer) };
      } catch (error) {
        throw toLoginError(error);
      }
    },
    async signOutUrl(idToken) {
      try {
        return client.buildEndSessionUrl(await discover(), {
          post_logout_redirect_uri: `${config.PUBLIC_URL}/`,
          ...(idToken && { id_token_hint: idToken }),
        });
      } catch {
        return null;
      }
    },
  };
}

/** Discovers once; a failure is tried again at once and then at the next request, never remembered. */
function createDiscovery(config: Config): () => Promise<client.Configuration> {
  let known: Promise<client.Configuration> | undefined;
  const issuer = new URL(config.OIDC_ISSUER);
  // Insecure requests only where the operator configured plain http himself (sandbox, a trusted inner network).
  const insecure = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  const once = () =>
    client.discovery(issuer, config.OIDC_CLIENT_ID, config.OIDC_CLIENT_SECRET, undefined, {
      execute: [client.enableNonRepudiationChecks, ...insecure],
      timeout: Math.ceil(config.OUTSIDE_TIMEOUT_MS / 1000),
    });
  const twice = async () => {
    try {
      return await once();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
      return once();
    }
  };
  return () => {
    known ??= twice().catch((error) => {
      known = undefined;
      throw new NoAnswer('identity.unreachable', 'the identity provider did not answer', { cause: error });
    });
    return known;
  };
}

function tokensOf(answer: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers): SessionTokens {
  const seconds = answer.expiresIn();
  return {
    idToken: answer.id_token ?? null,
    refreshToken: answer.refresh_token ?? null,
    accessExpiresAt: seconds === undefined ? null : new Date(Date.now() + seconds * 1000).toISOString(),
  };
}

function toLoginError(error: unknown): Error {
  const status = error instanceof client.ResponseBodyError ? error.status : undefined;
  const refused = error instanceof client.AuthorizationResponseError || error instanceof client.ClientError;
  const silent = error instanceof TypeError && error.message === 'fetch failed';
  const away =
    silent ||
    (status !== undefined && status >= 500) ||
    (error instanceof client.ClientError && error.code === 'OAUTH_TIMEOUT');
  if (away)
    return new NoAnswer('identity.unreachable', 'the identity provider did not answer', { cause: error });
  if (refused || status !== undefined)
    return new Unauthenticated('login.refused', 'the identity provider refused the login', { cause: error });
  return new Unauthenticated('login.failed', 'the login could not be completed', { cause: error });
}
