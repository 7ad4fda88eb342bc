import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createLocalJWKSet, type JWTVerifyResult, jwtVerify } from 'jose';
import type pg from 'pg';
import type { Logger } from 'pino';
import { sweepState } from './adapter.ts';
import { createAdmin } from './admin.ts';
import { loadSigningKey } from './keys.ts';
import { createPages } from './pages.tsx';
import { createProvider } from './provider.ts';

type Listener = (req: IncomingMessage, res: ServerResponse) => void;

export interface Identity {
  /** The people directory, for /admin/realms/helpdesk. */
  admin: Hono;
  /** Takes what lies under the issuer; true if it took the request. */
  listener(req: IncomingMessage, res: ServerResponse): boolean;
  /** Loads the signing key; needs the schema. */
  start(): Promise<void>;
}

/**
 * The identity provider at Keycloak's addresses.
 * @param options.publicUrl the address browsers and the house reach it at: tokens and links carry this one
 *   whatever the Host header says, as Keycloak's do with a fixed hostname.
 */
export function createIdentity(options: { pool: pg.Pool; publicUrl: string; log: Logger }): Identity {
  const { publicUrl } = options;
  const issuer = `${publicUrl}/sandbox/realms/helpdesk`;
  const mount = '/sandbox/realms/helpdesk';
  const own = new RegExp(`^${mount}/(login/|protocol/openid-connect/userinfo)`);
  const { host, protocol } = new URL(publicUrl);
  let verify: (token: string) => Promise<JWTVerifyResult> = () => Promise.reject(new Error('not started'));
  let listen: { pages: Listener; provider: Listener } | undefined;

  const start = async () => {
    const key = await loadSigningKey(options.pool);
    await sweepState(options.pool);
    const { d, p, q, dp, dq, qi, ...publicKey } = key;
    const keys = createLocalJWKSet({ keys: [publicKey] });
    verify = (token) => jwtVerify(token, keys, { issuer, audience: 'helpdesk' });
    const provider = createProvider({ ...options, issuer, key });
    const pages = createPages({ provider, publicUrl, verify: (token) => verify(token) });
    listen = {
      pages: getRequestListener(new Hono().route(mount, pages).fetch),
      provider: provider.callback(),
    };
  };

  const listener: Identity['listener'] = (req, res) => {
    const path = req.url ?? '';
    if (!path.startsWith(`${mount}/`)) return false;
    if (!listen) {
      res.writeHead(503, { 'retry-after': '1' }).end();
      return true;
    }
    req.headers.host = host;
    req.headers['x-forwarded-host'] = host;
    req.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    if (own.test(path)) {
      listen.pages(req, res);
    } else {
      // What is before `url` in `originalUrl` is the mount path to oidc-provider (its docs, "Mounting").
      Object.assign(req, { originalUrl: path, url: path.slice(mount.length) });
      listen.provider(req, res);
    }
    return true;
  };

  return { admin: createAdmin((token) => verify(token)), listener, start };
}
