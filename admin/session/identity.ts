import { jwtVerify } from 'jose';
import * as client from 'openid-client';
import type { Config } from '../../core/config.ts';
import { Unauthenticated } from '../../core/errors.ts';
import type { LoginAttempt } from './attempts.ts';
import { readPerson, type TokenPerson } from './claims.ts';
import { createDiscovery } from './discovery.ts';
import { toLoginError, toRefreshError } from './identityErrors.ts';
import { ALGORITHMS, CLOCK_TOLERANCE, createIssuerKeys, type IssuerKeys } from './issuerKeys.ts';
import type { SessionTokens } from './sessions.ts';

/** Who the tokens speak of, and the tokens. */
export interface Confirmed {
  person: TokenPerson;
  tokens: SessionTokens;
}

/** The identity provider, as the login uses it. */
export interface Identity {
  /** Begins an attempt. @throws {NoAnswer} when the provider is away. */
  begin(returnTo: string): Promise<{ url: URL; attempt: LoginAttempt }>;
  /**
   * Ends an attempt: the code for tokens, the tokens for a person.
   * @throws {NoAnswer} when the provider is away; {@link Unauthenticated} when it or the checks refuse.
   */
  finish(query: URLSearchParams, attempt: LoginAttempt): Promise<Confirmed>;
  /**
   * Asks whether a session goes on (OpenID Connect Core 1.0, 12).
   * @param former its tokens so far; what the answer lacks is kept of them.
   * @throws {Unauthenticated} when it does not; {@link NoAnswer} when the provider cannot say.
   */
  refresh(userId: string, former: SessionTokens & { refreshToken: string }): Promise<Confirmed>;
  /** Where the person signs out of the provider too; null when it is away or has no such page. */
  signOutUrl(idToken: string | null): Promise<URL | null>;
}

const SCOPE = 'openid profile email';
/** How long an access token is taken to live whose end is not told. */
const UNTOLD_SECONDS = 300;

/** OpenID Connect by authorization code, PKCE, state and nonce. The provider is discovered at the first need. */
export function createIdentity(config: Config): Identity {
  const callback = `${config.PUBLIC_URL}/auth/callback`;
  const discover = createDiscovery(config);
  const keys = createIssuerKeys(config);
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
        await verifySignature(answer, keys, config);
        return confirmedBy(answer);
      } catch (error) {
        throw toLoginError(error);
      }
    },
    async refresh(userId, former) {
      try {
        const answer = await client.refreshTokenGrant(await discover(), former.refreshToken);
        await verifySignature(answer, keys, config);
        const { person, tokens } = confirmedBy(answer, former);
        if (person.id !== userId)
          throw new Unauthenticated('session.foreign', 'the new tokens speak of somebody else');
        return { person, tokens };
      } catch (error) {
        throw toRefreshError(error);
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

type Answer = client.TokenEndpointResponse & client.TokenEndpointResponseHelpers;

/** openid-client checks the claims; the signature is checked here, because its keys may be a minute behind a rotation. */
async function verifySignature(answer: Answer, keys: IssuerKeys, config: Config): Promise<void> {
  if (answer.id_token === undefined) return;
  await jwtVerify(answer.id_token, keys.forIssuer, {
    issuer: config.OIDC_ISSUER,
    audience: config.OIDC_CLIENT_ID,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_TOLERANCE,
  });
}

function confirmedBy(answer: Answer, former?: SessionTokens): Confirmed {
  const seconds = answer.expiresIn() ?? UNTOLD_SECONDS;
  const claims = answer.claims() ?? {};
  const { person, sid } = readPerson(claims, answer.access_token);
  const tokens = {
    idToken: answer.id_token ?? former?.idToken ?? null,
    refreshToken: answer.refresh_token ?? former?.refreshToken ?? null,
    accessExpiresAt: new Date(Date.now() + seconds * 1000).toISOString(),
    sid: sid ?? former?.sid ?? null,
  };
  return { person, tokens };
}
