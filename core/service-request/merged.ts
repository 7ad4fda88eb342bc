import { sql } from 'kysely';
import type { Db } from '../db/db.ts';

/** A request that was merged into another. */
export interface MergedRequest {
  id: string;
  number: string;
  channel: string;
}

/** All that go on in this request, at any depth, oldest first. The caller has seen to it that the actor sees it. */
export async function listMergedInto(db: Db, requestId: string): Promise<MergedRequest[]> {
  const { rows } = await sql<MergedRequest>`
    with recursive merged(id) as (
      select id from servicerequest where merged_into = ${requestId}
      union
      select r.id from servicerequest r join merged m on r.merged_into = m.id
    )
    select r.id, r.number, r.channel from servicerequest r join merged using (id) order by r.created_at`.execute(
    db,
  );
  return rows;
}

/** The request in which a merged one goes on, however often that was merged itself; its own id where it was not. */
export async function survivorOf(db: Db, requestId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with recursive way(id, merged_into) as (
      select id, merged_into from servicerequest where id = ${requestId}
      union
      select r.id, r.merged_into from servicerequest r join way w on r.id = w.merged_into
    )
    select id from way where merged_into is null`.execute(db);
  return rows[0]?.id ?? requestId;
}

/** A merge that was undone, and what stayed behind. */
export interface UndoneMerge {
  /** The request it had been merged into. */
  id: string;
  number: string;
  /** What the customer said meanwhile, which stays there. */
  contacts: number;
}

/** The latest merge of a request that was undone; undefined where it has none. */
export async function readUndoneMerge(db: Db, requestId: string): Promise<UndoneMerge | undefined> {
  const { rows } = await sql<UndoneMerge>`
    select r.id, r.number, (
      select count(*)::int from contact c
      where c.servicerequest_id = r.id and c.received_at between m.merged_at and m.undone_at) as contacts
    from request_merge m join servicerequest r on r.id = m.into_id
    where m.from_id = ${requestId} and m.undone_at is not null
    order by m.undone_at desc
    limit 1`.execute(db);
  return rows[0];
}
