import { sql } from 'kysely';
import type { Db, Trx } from '../db/db.ts';
import type { Directory, DirectoryGroup, DirectoryUser } from './directory.ts';

/**
 * Mirrors the directory into `user_account` and `work_group`, so that assigning and showing people costs no call.
 * Who left the directory stays as inactive: old incidents still name him.
 * @returns how many people the directory holds.
 * @throws {NoAnswer} when the directory is away; the mirror stays as it was.
 */
export async function syncUsers(db: Db, directory: Directory): Promise<number> {
  const { users, groups } = await directory.read();
  await db.transaction().execute(async (trx) => {
    await storeGroups(trx, groups);
    for (const user of users) await storeUser(trx, user);
    if (users.length > 0) await deactivateOthers(trx, users);
  });
  return users.length;
}

/** Stores one person, e.g. as his login token tells of him. */
export async function storeUser(trx: Db | Trx, user: DirectoryUser): Promise<void> {
  const values = {
    username: user.username,
    name: user.name,
    email: user.email,
    manager_id: user.managerId,
    extension: user.extension,
    roles: user.roles,
    work_group_ids: user.workGroupIds,
    active: user.active,
    synced_at: new Date(),
  };
  await trx
    .insertInto('user_account')
    .values({ id: user.id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

async function storeGroups(trx: Trx, groups: DirectoryGroup[]): Promise<void> {
  if (groups.length === 0) return;
  await trx
    .insertInto('work_group')
    .values(groups)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ name: sql`excluded.name`, synced_at: sql`now()` }),
    )
    .execute();
}

async function deactivateOthers(trx: Trx, users: DirectoryUser[]): Promise<void> {
  await trx
    .updateTable('user_account')
    .set({ active: false })
    .where(
      'id',
      'not in',
      users.map((user) => user.id),
    )
    .execute();
}
