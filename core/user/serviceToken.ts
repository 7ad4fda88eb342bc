import { allowInsecureRequests, type Configuration, clientCredentialsGrant, discovery } from 'openid-client';
import { NoAnswer } from '../errors.ts';

/** What it takes to speak as our own client. */
export interface ServiceAccount {
  issuer: string;
  clientId: string;
  clientSecret: string;
  timeoutMs: number;
}

/** A token of our own client's service account. */
export interface ServiceToken {
  /** The header to send; askers at the same time share one grant. @throws {NoAnswer} when no token is to be had. */
  authorize(): Promise<Record<string, string>>;
  /** Forgets the token, e.g. because it was refused: the next call gets a new one. */
  forget(): void;
}

/** A token is taken for ended so long before its end, in milliseconds. */
const RENEW_BEFORE_MS = 30_000;

/**
 * Keeps a token of the service account, renewed half a minute before it ends (client credentials, RFC 6749, 4.4).
 * @param account of a realm that is discovered at the first need.
 */
export function createServiceToken(account: ServiceAccount): ServiceToken {
  let configuration: Promise<Configuration> | undefined;
  let token: { value: string; expiresAt: number } | undefined;
  let asking: Promise<string> | undefined;

  const ask = async () => {
    configuration ??= discover(account);
    try {
      const grant = await clientCredentialsGrant(await configuration);
      token = { value: grant.access_token, expiresAt: Date.now() + (grant.expires_in ?? 60) * 1000 };
      return token.value;
    } catch (error) {
      configuration = undefined;
      throw new NoAnswer('directory.no_token', 'the identity provider gave no service token', {
        cause: error,
      });
    }
  };
  return {
    async authorize() {
      if (token && token.expiresAt > Date.now() + RENEW_BEFORE_MS) return bearer(token.value);
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return bearer(await asking);
    },
    forget() {
      token = undefined;
    },
  };
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

function discover(account: ServiceAccount): Promise<Configuration> {
  const { issuer, clientId, clientSecret, timeoutMs } = account;
  return discovery(new URL(issuer), clientId, clientSecret, undefined, {
    execute: issuer.startsWith('http:') ? [allowInsecureRequests] : [],
    timeout: Math.ceil(timeoutMs / 1000),
  });
}
