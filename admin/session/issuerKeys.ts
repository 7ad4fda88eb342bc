import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { Config } from '../../core/config.ts';
import { NoAnswer } from '../../core/errors.ts';

/** Signatures that are taken; the ones Keycloak offers for realm keys by default, and what it calls modern. */
export const ALGORITHMS = ['RS256', 'ES256', 'PS256'];
/** Clocks of two hosts differ, in seconds. */
export const CLOCK_TOLERANCE = 5;
/** A key nobody knows makes us ask for newer ones this often at the most, whoever sends such tokens. */
const COOLDOWN_MS = 5_000;

/** The issuer's keys, fetched at the first need, then kept for ten minutes or until an unknown one is named. */
export interface IssuerKeys {
  /** For tokens that anybody may have sent us. @throws {NoAnswer} when the keys cannot be had. */
  forCaller: JWTVerifyGetKey;
  /**
   * For tokens that came from the issuer's own token endpoint: an unknown key is a new one, and is asked for at once.
   * @throws {NoAnswer} when the keys cannot be had.
   */
  forIssuer: JWTVerifyGetKey;
}

/** @param settings of the realm; the keys lie at Keycloak's address of them. */
export function createIssuerKeys(settings: Pick<Config, 'OIDC_ISSUER' | 'OUTSIDE_TIMEOUT_MS'>): IssuerKeys {
  const url = new URL(`${settings.OIDC_ISSUER}/protocol/openid-connect/certs`);
  const keys = createRemoteJWKSet(url, {
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: settings.OUTSIDE_TIMEOUT_MS,
  });
  const forCaller: JWTVerifyGetKey = (header, token) => keys(header, token).catch(blameIssuer);
  return {
    forCaller,
    async forIssuer(header, token) {
      try {
        return await forCaller(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        await keys.reload().catch(blameIssuer);
        return forCaller(header, token);
      }
    },
  };
}

/** What goes wrong in fetching keys is not the fault of who sent the token. */
function blameIssuer(error: unknown): never {
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    throw error;
  throw new NoAnswer('identity.unreachable', 'The identity provider did not give its keys', { cause: error });
}
