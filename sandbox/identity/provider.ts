import './node20.ts';
import type { JWK } from 'jose';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { Provider } from 'oidc-provider/lib/provider.js';
import type pg from 'pg';
import type { Logger } from 'pino';
import { createAdapterFactory } from './adapter.ts';
import { personClaims, serviceClaims } from './claims.ts';
import { renderFault, renderLoggedOut, renderLogout } from './notices.tsx';
import { findPerson } from './people.ts';

/** Every token is for the house: it is what turns access tokens into JWTs. */
const RESOURCE = 'urn:helpdesk:api';
const SCOPES = 'openid profile email';
const ACCESS_TOKEN_SECONDS = 15 * 60;
const SESSION_SECONDS = 14 * 24 * 60 * 60;

export interface ProviderOptions {
  pool: pg.Pool;
  publicUrl: string;
  issuer: string;
  key: JWK;
  log: Logger;
}

/**
 * The identity provider: oidc-provider at Keycloak's addresses and with Keycloak's claims (Keycloak server
 * administration guide, "Protocol mappers"). OpenID Connect Core 1.0, PKCE demanded (RFC 7636), RP-initiated and
 * back-channel logout.
 */
export function createProvider({ pool, publicUrl, issuer, key, log }: ProviderOptions): Provider {
  const provider = new Provider(issuer, {
    adapter: createAdapterFactory(pool),
    jwks: { keys: [key as Required<JWK>] },
    clients: clientsOf(publicUrl),
    cookies: cookiesOf(publicUrl, new URL(issuer).pathname),
    routes: {
      authorization: '/protocol/openid-connect/auth',
      token: '/protocol/openid-connect/token',
      jwks: '/protocol/openid-connect/certs',
      userinfo: '/protocol/openid-connect/userinfo',
      end_session: '/protocol/openid-connect/logout',
      introspection: '/protocol/openid-connect/token/introspect',
      revocation: '/protocol/openid-connect/revoke',
    },
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    claims: {
      openid: ['sub', 'sid', 'preferred_username', 'realm_access', 'groups', 'manager_id', 'extension'],
      profile: ['name', 'given_name', 'family_name', 'locale'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    // The simulator page reads the house's API as helpdesk-api does, from the address they share.
    clientBasedCORS: (_ctx, origin) => origin === new URL(publicUrl).origin,
    findAccount: (_ctx, sub) => {
      const person = findPerson(sub);
      return person && { accountId: sub, claims: () => ({ sub, ...personClaims(person) }) };
    },
    extraTokenClaims: (_ctx, token) => {
      const person = 'accountId' in token ? findPerson(token.accountId) : undefined;
      const azp = token.clientId;
      return { typ: 'Bearer', azp, ...(person ? personClaims(person) : serviceClaims(azp ?? '')) };
    },
    formats: {
      customizers: {
        jwt: (_ctx, _token, parts) => {
          parts.header = { typ: 'JWT' };
          parts.payload.aud = ['helpdesk', 'account'];
        },
      },
    },
    features: featuresOf(),
    // The package's own dispatcher refuses loopback addresses, and the one client that is told of logouts is there.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
    interactions: { url: (_ctx, interaction) => `${issuer}/login/${interaction.uid}` },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    loadExistingGrant: grantEverything,
    pkce: { required: () => true },
    renderError: renderFault,
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      ClientCredentials: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: ACCESS_TOKEN_SECONDS,
      Interaction: 60 * 60,
      Grant: SESSION_SECONDS,
      RefreshToken: SESSION_SECONDS,
      Session: SESSION_SECONDS,
    },
  });
  // The address it is reached at is ours to say, see createIdentity.
  provider.proxy = true;
  provider.on('server_error', (_ctx, error) => log.error({ err: error }, 'identity provider failed'));
  provider.on('backchannel.error', (_ctx, error, client) =>
    log.warn({ err: error, client: client.clientId }, 'a client was not told of a logout'),
  );
  provider.onerror = (error) => {
    if (!('expose' in error && error.expose)) log.error({ err: error }, 'identity provider failed');
  };
  return provider;
}

function clientsOf(publicUrl: string): Configuration['clients'] {
  return [
    {
      client_id: 'helpdesk-console',
      client_secret: 'dev-console',
      client_name: 'HELPDesk',
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      response_types: ['code'],
      redirect_uris: [`${publicUrl}/auth/callback`],
      post_logout_redirect_uris: [`${publicUrl}/`],
      backchannel_logout_uri: `${publicUrl}/auth/backchannel-logout`,
      backchannel_logout_session_required: true,
    },
    {
      client_id: 'helpdesk-api',
      client_secret: 'dev-api',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    },
  ];
}

/** Browsers do not tell ports of one host apart: the port is in the names, so that two houses do not disturb. */
function cookiesOf(publicUrl: string, path: string): Configuration['cookies'] {
  const { port } = new URL(publicUrl);
  const suffix = port === '' ? '' : `_${port}`;
  return {
    names: {
      session: `SANDBOX_SESSION${suffix}`,
      interaction: `SANDBOX_LOGIN${suffix}`,
      resume: `SANDBOX_RESUME${suffix}`,
    },
    long: { httpOnly: true, sameSite: 'lax', path },
    short: { httpOnly: true, sameSite: 'lax' },
  };
}

function featuresOf(): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    revocation: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: renderLogout,
      postLogoutSuccessSource: renderLoggedOut,
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: SCOPES,
        audience: 'helpdesk',
        accessTokenFormat: 'jwt',
        accessTokenTTL: ACCESS_TOKEN_SECONDS,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  };
}

/** Both clients are the operator's own: nobody is asked for consent. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, provider, session } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const id = session.grantIdFor(client.clientId);
  const known = id ? await provider.Grant.find(id) : undefined;
  if (known) return known;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES);
  grant.addResourceScope(RESOURCE, SCOPES);
  await grant.save();
  return grant;
}
