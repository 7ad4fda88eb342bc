import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Config } from '../../core/config.ts';

/**
 * Security headers of every page. Nothing comes from elsewhere and nothing runs inline. Signing out is a form that
 * leads to the identity provider and back to the public address: browsers check every hop of it. `same-origin` as
 * referrer policy: under `no-referrer` browsers send `Origin: null` with our own forms, and we would refuse those.
 */
export function pageHeaders(config: Config): MiddlewareHandler {
  const secure = config.PUBLIC_URL.startsWith('https:');
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      formAction: [
        "'self'",
        ...new Set([config.OIDC_ISSUER, config.PUBLIC_URL].map((url) => new URL(url).origin)),
      ],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: secure ? 'max-age=31536000' : false,
    crossOriginOpenerPolicy: secure ? 'same-origin' : false,
  });
}
