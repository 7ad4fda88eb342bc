import type { HouseContext } from '../../core/context.ts';
import { NoAnswer, NotFound } from '../../core/errors.ts';
import type { DirectoryUser } from '../../core/user/directory.ts';
import { readMirrored } from '../../core/user/readUsers.ts';
import { storeUser } from '../../core/user/syncUsers.ts';
import type { TokenPerson } from './claims.ts';

/**
 * Stores who the tokens speak of in the mirror, with the roles they give him now. What they do not say (e-mail, manager,
 * extension, groups: a realm may have no mapper for them) the directory is asked for; while it is away, what was known
 * before stays.
 */
export async function storePerson(
  ctx: Pick<HouseContext, 'db' | 'log' | 'directory'>,
  person: TokenPerson,
): Promise<void> {
  const known = isComplete(person) ? undefined : await lookUp(ctx, person.id);
  await storeUser(ctx.db, {
    ...person,
    email: person.email ?? known?.email ?? null,
    managerId: person.managerId ?? known?.managerId ?? null,
    extension: person.extension ?? known?.extension ?? null,
    workGroupIds: person.workGroupIds ?? known?.workGroupIds ?? [],
  });
}

function isComplete(person: TokenPerson): boolean {
  const { email, managerId, extension, workGroupIds } = person;
  return [email, managerId, extension, workGroupIds].every((each) => each !== null);
}

async function lookUp(
  ctx: Pick<HouseContext, 'db' | 'log' | 'directory'>,
  userId: string,
): Promise<DirectoryUser | undefined> {
  try {
    return await ctx.directory.get(userId, { fresh: true });
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof NotFound)) throw error;
    ctx.log.warn({ userId, code: error.code }, 'the directory did not tell of a person; the mirror is used');
    return readMirrored(ctx.db, userId);
  }
}
