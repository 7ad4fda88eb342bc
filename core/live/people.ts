import type { Actor } from '../access/actor.ts';
import type { Viewer } from '../access/sight.ts';
import type { Db } from '../db/db.ts';

/** The people of the house as live updates need them: one query for all, however many look. */
export interface People {
  /** Who an actor is to the rules of visibility, with the roles the directory knows of him now. */
  viewerOf(actor: Actor): Viewer;
  /** Ids of the active people whose telephone has this extension. */
  atExtension(extension: string): readonly string[];
}

/** How long a change of groups, managers or telephones may take to be noticed. Milliseconds. */
const FRESH_MS = 5_000;

/** @returns how to get the people, at most {@link FRESH_MS} old; asked at the same time, one query answers all. */
export function createPeople(db: Db): () => Promise<People> {
  let known: Promise<People> | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (known !== null && performance.now() - readAt < FRESH_MS) return known;
    readAt = performance.now();
    const reading = readPeople(db);
    known = reading;
    reading.catch(() => {
      if (known === reading) known = null;
    });
    return reading;
  };
}

interface Account {
  id: string;
  managerId: string | null;
  extension: string | null;
  roles: string[];
  groups: string[];
  active: boolean;
}

async function readPeople(db: Db): Promise<People> {
  const accounts: Account[] = await db
    .selectFrom('user_account')
    .select(['id', 'manager_id as managerId', 'extension', 'roles', 'work_group_ids as groups', 'active'])
    .execute();
  const byId = new Map(accounts.map((each) => [each.id, each]));
  const reports = groupBy(accounts, (each) => each.managerId);
  const extensions = groupBy(
    accounts.filter((each) => each.active),
    (each) => each.extension,
  );
  const viewers = new Map<string, Viewer>();
  return {
    viewerOf(actor) {
      const cached = viewers.get(actor.id);
      if (cached) return cached;
      const account = byId.get(actor.id);
      const viewer = {
        actor: { ...actor, roles: account?.roles ?? actor.roles },
        groups: new Set(account?.groups),
        department: departmentOf(actor.id, reports),
      };
      viewers.set(actor.id, viewer);
      return viewer;
    },
    atExtension: (extension) => (extensions.get(extension) ?? []).map((each) => each.id),
  };
}

/** @see ../access/department.ts; a loop in a careless directory ends here too. */
function departmentOf(managerId: string, reports: Map<string, Account[]>): Set<string> {
  const department = new Set([managerId]);
  // A set that grows while it is walked is walked to its new end.
  for (const id of department) for (const each of reports.get(id) ?? []) department.add(each.id);
  return department;
}

function groupBy(accounts: Account[], keyOf: (account: Account) => string | null): Map<string, Account[]> {
  const groups = new Map<string, Account[]>();
  for (const account of accounts) {
    const key = keyOf(account);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), account]);
  }
  return groups;
}
