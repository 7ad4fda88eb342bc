import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import type pg from 'pg';

export const keysDdl = `
create table if not exists sandbox.identity_key (
  single boolean primary key default true check (single),
  jwk jsonb not null
)`;

const ALGORITHM = 'RS256';

/** The signing key of the identity provider: made once per database, so that tokens outlive a restart. */
export async function loadSigningKey(pool: pg.Pool): Promise<JWK> {
  const known = await readKey(pool);
  if (known) return known;
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const made: JWK = { ...jwk, alg: ALGORITHM, use: 'sig', kid: await calculateJwkThumbprint(jwk) };
  await pool.query('insert into sandbox.identity_key (jwk) values ($1) on conflict do nothing', [
    JSON.stringify(made),
  ]);
  return (await readKey(pool)) ?? made;
}

async function readKey(pool: pg.Pool): Promise<JWK | undefined> {
  const { rows } = await pool.query<{ jwk: JWK }>('select jwk from sandbox.identity_key');
  return rows[0]?.jwk;
}
