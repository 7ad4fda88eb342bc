import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Actor } from '../../core/access/actor.ts';
import type { Config } from '../../core/config.ts';
import { Forbidden, NoAnswer, Unauthenticated } from '../../core/errors.ts';
import { ALGORITHMS, CLOCK_TOLERANCE, createIssuerKeys } from '../session/issuerKeys.ts';

type Settings = Pick<Config, 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OUTSIDE_TIMEOUT_MS'>;

const AUDIENCE = 'helpdesk';
const API_CLIENT = 'helpdesk-api';
const API_ROLE = 'helpdesk-api';
const USER_ROLES = ['User', 'Supervisor'];

/** Answers who a token speaks for; see {@link createTokenVerifier}. */
export type TokenVerifier = (token: string) => Promise<Actor>;

/**
 * Builds the check of access tokens of the configured issuer. Its keys are fetched at the first token, then kept.
 * The check throws {@link Unauthenticated} on a token that is not valid or not meant for us, {@link Forbidden} on
 * one without a role of ours, {@link NoAnswer} when the issuer's keys cannot be had.
 */
export function createTokenVerifier(settings: Settings): TokenVerifier {
  const { forCaller: getKey } = createIssuerKeys(settings);
  return async (token) => {
    const payload = await verify(token, getKey, settings.OIDC_ISSUER);
    if (!isMeantForUs(payload, settings.OIDC_CLIENT_ID)) {
      throw new Unauthenticated('token.foreign', 'The token is not an access token for this service');
    }
    return toActor(payload);
  };
}

async function verify(token: string, getKey: JWTVerifyGetKey, issuer: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, getKey, {
      issuer,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE,
    });
    return payload;
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    const expired = error instanceof errors.JWTExpired;
    throw new Unauthenticated(
      expired ? 'token.expired' : 'token.invalid',
      expired ? 'The token has expired' : 'The token is not valid',
      { cause: error },
    );
  }
}

/** Keycloak marks ID and refresh tokens by `typ`; they are signed by the same keys and open nothing here. */
function isMeantForUs(payload: JWTPayload, clientId: string): boolean {
  if (payload.typ !== undefined && payload.typ !== 'Bearer') return false;
  const audience = [payload.aud ?? []].flat();
  if (audience.includes(AUDIENCE) || audience.includes(clientId)) return true;
  return payload.azp === clientId || payload.azp === API_CLIENT;
}

function toActor(payload: JWTPayload): Actor {
  const roles = realmRoles(payload);
  if (roles.includes(API_ROLE)) {
    const id = [payload.azp, payload.client_id, payload.sub].find((each) => typeof each === 'string');
    if (id) return { kind: 'service', id, roles };
  }
  if (!roles.some((role) => USER_ROLES.includes(role))) {
    throw new Forbidden('token.no_role', 'The token holds none of the roles User, Supervisor, helpdesk-api');
  }
  if (!payload.sub) throw new Unauthenticated('token.invalid', 'The token names nobody');
  return { kind: 'user', id: payload.sub, roles };
}

function realmRoles(payload: JWTPayload): string[] {
  const access = payload.realm_access as { roles?: unknown } | null | undefined;
  const roles = access?.roles;
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
}
