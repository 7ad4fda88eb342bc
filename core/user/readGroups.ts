import { z } from 'zod';
import type { AdminApi } from './adminApi.ts';

/** A group with the people who are in it directly. */
export interface GroupMembers {
  /** e.g. `/north/internet`. */
  path: string;
  memberIds: string[];
}

/** The part of a group's representation that is read. */
export const groupBody = z.looseObject({
  id: z.string(),
  path: z.string(),
  subGroupCount: z.number().default(0),
});
type GroupBody = z.output<typeof groupBody>;

const memberBody = z.looseObject({ id: z.string() });

/** A group's name in this house: its full path, so that two of one name under different parents stay two. */
export function workGroupIdOf(path: string): string {
  return path.replace(/^\/+/, '');
}

/** Reads every group of the realm at any depth, parents first, with its direct members. */
export async function readGroups(api: AdminApi): Promise<GroupMembers[]> {
  const groups = await readTree(api, '/groups');
  const result: GroupMembers[] = [];
  for (const { id, path } of groups) {
    const query = { briefRepresentation: 'true' };
    const members = await api.readAll(`/groups/${encodeURIComponent(id)}/members`, query, memberBody);
    result.push({ path, memberIds: members.map((member) => member.id) });
  }
  return result;
}

/** Since Keycloak 23 a list of groups holds one level; whoever has children says how many. */
async function readTree(api: AdminApi, path: string): Promise<GroupBody[]> {
  const groups: GroupBody[] = [];
  for (const group of await api.readAll(path, {}, groupBody)) {
    groups.push(group);
    if (group.subGroupCount > 0)
      groups.push(...(await readTree(api, `/groups/${encodeURIComponent(group.id)}/children`)));
  }
  return groups;
}
