import { type Actor, isSupervisor, seesAll } from '../access/actor.ts';
import { departmentOf } from '../access/department.ts';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import { NoAnswer, NotFound } from '../errors.ts';
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

/**
 * One person as the directory has him now, at the most a minute old; while it is away, as the mirror has him. Who left
 * the directory is shown as the mirror last saw him, inactive: old incidents still name him. Whom an actor may see the
 * mirror decides; who is not in it yet is seen by himself and by systems.
 * @throws {NotFound} when there is none or the actor may not see him; {@link NoAnswer} when only the directory could
 *   tell, and is away.
 */
export async function getUser(
  ctx: Pick<HouseContext, 'db' | 'log' | 'directory'>,
  actor: Actor,
  id: string,
): Promise<DirectoryUser> {
  const mirrored = await visibleUsers(ctx.db, actor).where('id', '=', id).executeTakeFirst();
  const mayAsk = mirrored || seesAll(actor) || (actor.kind === 'user' && actor.id === id);
  if (!mayAsk) throw new NotFound('user.not_found', 'There is no such user');
  try {
    return await ctx.directory.get(id);
  } catch (error) {
    if (!mirrored) throw error;
    if (error instanceof NotFound) return { ...mirrored, active: false };
    if (!(error instanceof NoAnswer)) throw error;
    ctx.log.warn({ userId: id, code: error.code }, 'the directory is away; the mirror answers');
    return mirrored;
  }
}

/** One person as mirrored, whoever asks; undefined when the mirror does not have him. */
export async function readMirrored(db: Db, id: string): Promise<DirectoryUser | undefined> {
  return db.selectFrom('user_account').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

function visibleUsers(db: Db, actor: Actor) {
  const query = db.selectFrom('user_account').select(COLUMNS);
  if (seesAll(actor)) return query;
  if (isSupervisor(actor)) return query.where((each) => each('id', 'in', departmentOf(actor.id)));
  return query.where('id', '=', actor.id);
}
