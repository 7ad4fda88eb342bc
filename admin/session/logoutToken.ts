import { type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Config } from '../../core/config.ts';
import { Invalid, NoAnswer } from '../../core/errors.ts';
import { ALGORITHMS, CLOCK_TOLERANCE, type IssuerKeys } from './issuerKeys.ts';

/** Whose sessions are to end, as the identity provider says. */
export interface LogoutOrder {
  /** Name of this one order; each is obeyed once. */
  jti: string;
  /** At least one of both is there. */
  userId: string | null;
  sid: string | null;
}

/** An order older than this is nobody's any more; so long its name is remembered. */
export const ORDER_SECONDS = 300;

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const TYPES = ['jwt', 'logout+jwt'];

const claims = z
  .looseObject({
    jti: z.string().min(1).max(500),
    sub: z.string().min(1).optional(),
    sid: z.string().min(1).optional(),
    events: z.looseObject({ [EVENT]: z.looseObject({}) }),
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

/**
 * Checks a logout token.
 * @throws {Invalid} when it is not one of this issuer for this client; {@link NoAnswer} when the keys cannot be had.
 * @see OpenID Connect Back-Channel Logout 1.0, section 2.6
 */
export async function verifyLogoutToken(
  config: Pick<Config, 'OIDC_ISSUER' | 'OIDC_CLIENT_ID'>,
  keys: IssuerKeys,
  token: string,
): Promise<LogoutOrder> {
  const parsed = claims.safeParse(await verify(config, keys, token));
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path[0] ?? 'sub, sid');
    throw new Invalid('logout_token', `The logout token is at fault: ${[...new Set(names)].join(', ')}`);
  }
  const { jti, sub, sid } = parsed.data;
  return { jti, userId: sub ?? null, sid: sid ?? null };
}

async function verify(
  config: Pick<Config, 'OIDC_ISSUER' | 'OIDC_CLIENT_ID'>,
  keys: IssuerKeys,
  token: string,
): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys.forCaller, {
      issuer: config.OIDC_ISSUER,
      audience: config.OIDC_CLIENT_ID,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE,
      maxTokenAge: ORDER_SECONDS,
    });
    if (!TYPES.includes((protectedHeader.typ ?? 'jwt').toLowerCase()))
      throw new Invalid('logout_token', 'The token is of another type');
    return payload;
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof Invalid) throw error;
    throw new Invalid('logout_token', 'The logout token is not valid', { cause: error });
  }
}
