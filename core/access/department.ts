import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/db.ts';

/**
 * A subquery of the ids of everybody who reports to a manager, at any depth, himself included. `union` ends loops
 * that a careless directory may hold.
 */
export function departmentOf(managerId: string): RawBuilder<string> {
  return sql<string>`(
    with recursive department(id) as (
      select ${managerId}::text
      union
      select u.id from user_account u join department d on u.manager_id = d.id
    ) select id from department)`;
}

/** Whether `userId` reports to `managerId`, at any depth. */
export async function isInDepartment(db: Db, userId: string, managerId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select ${userId}::text in ${departmentOf(managerId)} as found`.execute(db);
  return rows[0]?.found ?? false;
}
