import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** An identity provider with one key, at Keycloak's address of keys. */
export interface TestIssuer {
  url: string;
  /** How often its keys were asked for. */
  asked(): number;
  /** From now on it answers its keys with this status. */
  answerWith(status: number): void;
  /** An access token that is right in all the claims do not change. Undefined takes a claim away. */
  token(claims: Record<string, unknown>, options?: { alg?: string; kid?: string }): Promise<string>;
  stop(): Promise<void>;
}

/** Starts one on a free port. */
export async function startIssuer(): Promise<TestIssuer> {
  const pairs = {
    RS256: await generateKeyPair('RS256'),
    ES256: await generateKeyPair('ES256'),
    RS512: await generateKeyPair('RS512'),
  };
  const keys = await Promise.all(
    Object.entries(pairs).map(async ([alg, pair]) => ({
      ...(await exportJWK(pair.publicKey)),
      kid: alg,
      alg,
    })),
  );
  let status = 200;
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const found = request.url === '/realms/helpdesk/protocol/openid-connect/certs';
    response.writeHead(found ? status : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/helpdesk`;

  return {
    url,
    asked: () => asked,
    answerWith: (next) => {
      status = next;
    },
    async token(claims, { alg = 'RS256', kid = alg } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const usual = {
        iss: url,
        aud: 'helpdesk',
        typ: 'Bearer',
        azp: 'helpdesk-console',
        iat: now,
        exp: now + 60,
      };
      const pair = pairs[alg as keyof typeof pairs];
      return new SignJWT({ ...usual, ...claims } as JWTPayload)
        .setProtectedHeader({ alg, kid })
        .sign(pair.privateKey);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
