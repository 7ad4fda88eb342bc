import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type pg from 'pg';

export const adapterDdl = `
create table if not exists sandbox.identity_state (
  model text not null,
  id text not null,
  payload jsonb not null,
  uid text,
  grant_id text,
  expires_at timestamptz,
  primary key (model, id)
);
create index if not exists identity_state_uid on sandbox.identity_state (model, uid) where uid is not null;
create index if not exists identity_state_grant on sandbox.identity_state (grant_id) where grant_id is not null`;

/** oidc-provider's memory (sessions, grants, codes, refresh tokens) in Postgres: a restart logs nobody out. */
export function createAdapterFactory(pool: pg.Pool): AdapterFactory {
  return (model) => createAdapter(pool, model);
}

/** Forgets what has expired. */
export async function sweepState(pool: pg.Pool): Promise<void> {
  await pool.query('delete from sandbox.identity_state where expires_at < now()');
}

function createAdapter(pool: pg.Pool, model: string): Adapter {
  const findBy = async (column: 'id' | 'uid', value: string): Promise<AdapterPayload | undefined> => {
    const { rows } = await pool.query<{ payload: AdapterPayload }>(
      `select payload from sandbox.identity_state
       where model = $1 and ${column} = $2 and (expires_at is null or expires_at > now())`,
      [model, value],
    );
    return rows[0]?.payload;
  };
  return {
    async upsert(id, payload, expiresIn) {
      await pool.query(
        `insert into sandbox.identity_state (model, id, payload, uid, grant_id, expires_at)
         values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
         on conflict (model, id) do update set payload = excluded.payload, uid = excluded.uid,
           grant_id = excluded.grant_id, expires_at = excluded.expires_at`,
        [model, id, JSON.stringify(payload), payload.uid ?? null, payload.grantId ?? null, expiresIn ?? null],
      );
    },
    find: (id) => findBy('id', id),
    findByUid: (uid) => findBy('uid', uid),
    // Only the device flow, which is off, asks by user code.
    findByUserCode: async () => undefined,
    async consume(id) {
      await pool.query(
        `update sandbox.identity_state
         set payload = payload || jsonb_build_object('consumed', floor(extract(epoch from now())))
         where model = $1 and id = $2`,
        [model, id],
      );
    },
    async destroy(id) {
      await pool.query('delete from sandbox.identity_state where model = $1 and id = $2', [model, id]);
    },
    async revokeByGrantId(grantId) {
      await pool.query('delete from sandbox.identity_state where model = $1 and grant_id = $2', [
        model,
        grantId,
      ]);
    },
  };
}
