import { z } from 'zod';
import type { AdminApi } from './adminApi.ts';
import { type GroupMembers, groupBody } from './readGroups.ts';

const roleBody = z.looseObject({ id: z.string(), name: z.string(), composite: z.boolean().default(false) });
const holderBody = z.looseObject({ id: z.string() });

/**
 * Who holds a realm role, however it came to him: given to him, to a group he is in, to a group above that one, or
 * as a part of another role. It is what Keycloak writes into a token.
 * @param names the roles that count, e.g. `User`.
 * @param groups of the whole realm.
 * @returns the roles of each person by his id; who has none is not in it.
 */
export async function readRoleHolders(
  api: AdminApi,
  names: readonly string[],
  groups: GroupMembers[],
): Promise<Map<string, string[]>> {
  const holders = new Map<string, Set<string>>();
  const parts = await readComposites(api);
  for (const [carrier] of parts) {
    const given = names.filter((name) => carries(parts, carrier, name));
    if (given.length === 0) continue;
    for (const id of await readHolders(api, carrier, groups)) {
      holders.set(id, new Set([...(holders.get(id) ?? []), ...given]));
    }
  }
  return new Map(
    [...holders].map(([id, roles]) => [id, names.filter((name) => roles.has(name))] as [string, string[]]),
  );
}

/** Every realm role with the names of the realm roles it is made of. */
async function readComposites(api: AdminApi): Promise<Map<string, string[]>> {
  const parts = new Map<string, string[]>();
  for (const { name, composite } of await api.readAll('/roles', {}, roleBody)) {
    const path = `/roles/${encodeURIComponent(name)}/composites/realm`;
    const inner = composite ? await api.readOne(path, z.array(roleBody)) : [];
    parts.set(
      name,
      inner.map((role) => role.name),
    );
  }
  return parts;
}

/** Whether a role is the wanted one or holds it, at any depth; careless roles may hold each other. */
function carries(
  parts: Map<string, string[]>,
  role: string,
  wanted: string,
  seen = new Set<string>(),
): boolean {
  if (role === wanted) return true;
  if (seen.has(role)) return false;
  seen.add(role);
  return (parts.get(role) ?? []).some((part) => carries(parts, part, wanted, seen));
}

async function readHolders(api: AdminApi, role: string, groups: GroupMembers[]): Promise<string[]> {
  const path = `/roles/${encodeURIComponent(role)}`;
  const users = await api.readAll(`${path}/users`, {}, holderBody);
  const above = await api.readAll(`${path}/groups`, {}, groupBody);
  const below = groups.filter((group) =>
    above.some(({ path: top }) => group.path === top || group.path.startsWith(`${top}/`)),
  );
  return [...users.map((user) => user.id), ...below.flatMap((group) => group.memberIds)];
}
