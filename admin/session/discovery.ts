import * as client from 'openid-client';
import type { Config } from '../../core/config.ts';
import { NoAnswer } from '../../core/errors.ts';

const RETRY_AFTER_MS = 250;

/**
 * Reads what the identity provider says of itself (OpenID Connect Discovery 1.0), once; a failure is tried again at
 * once and then at the next need, never remembered.
 * @returns how to get it. @throws {NoAnswer} when the provider is away.
 */
export function createDiscovery(config: Config): () => Promise<client.Configuration> {
  let known: Promise<client.Configuration> | undefined;
  const issuer = new URL(config.OIDC_ISSUER);
  // Insecure requests only where the operator configured plain http himself (sandbox, a trusted inner network).
  const execute = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  const once = () =>
    client.discovery(issuer, config.OIDC_CLIENT_ID, config.OIDC_CLIENT_SECRET, undefined, {
      execute,
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
