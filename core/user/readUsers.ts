import { type Actor, isSupervisor, seesAll } from '../access/actor.ts';
import { departmentOf } from '../access/department.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import type { DirectoryUser } from './directory.ts';

const COLUMNS = [
  'id',
  'username',
  'name',
  'email',
  'manager_id as managerId',
  'extension',
  'roles',
  'work_group_ids as workGroupIds',
  'active',
] as const;

/**
 * The people an actor may list, by name: himself, a supervisor his department, a system all.
 * @param filter absent parts do not filter.
 */
export async function listUsers(
  db: Db,
  actor: Actor,
  filter: {
    username?: string | undefined;
    workGroupId?: string | undefined;
    managerId?: string | undefined;
  } = {},
): Promise<DirectoryUser[]> {
  let query = visibleUsers(db, actor);
  if (filter.username !== undefined) query = query.where('username', '=', filter.username);
  if (filter.managerId !== undefined) query = query.where('manager_id', '=', filter.managerId);
  const { workGroupId } = filter;
  if (workGroupId !== undefined) {
    query = query.where((each) => each('work_group_ids', '@>', each.val([workGroupId])));
  }
  return query.orderBy('name').execute();
}

/** One person. @throws {NotFound} when there is none or the actor may not see him. */
export async function getUser(db: Db, actor: Actor, id: string): Promise<DirectoryUser> {
  const user = await visibleUsers(db, actor).where('id', '=', id).executeTakeFirst();
  if (!user) throw new NotFound('user.not_found', 'There is no such user');
  return user;
}

function visibleUsers(db: Db, actor: Actor) {
  const query = db.selectFrom('user_account').select(COLUMNS);
  if (seesAll(actor)) return query;
  if (isSupervisor(actor)) return query.where((each) => each('id', 'in', departmentOf(actor.id)));
  return query.where('id', '=', actor.id);
}
