import { sql } from 'kysely';
import type { Db } from '../db/db.ts';

/** Somebody an incident may be given to. */
export interface Supporter {
  id: string;
  name: string;
  workGroupIds: string[];
  /** Open incidents he has. */
  open: number;
}

/** Everybody who works on incidents, by name, with what he has to do. */
export async function listSupporters(db: Db): Promise<Supporter[]> {
  const { rows } = await sql<Supporter>`
    select u.id, u.name, u.work_group_ids as "workGroupIds", coalesce(load.open, 0)::int as open
    from user_account u
    left join (
      select assignee_id, count(*) as open from incident where closed_at is null group by assignee_id
    ) load on load.assignee_id = u.id
    where u.active and u.roles @> array['User']
    order by u.name, u.id`.execute(db);
  return rows;
}
