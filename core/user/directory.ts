import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { NotFound, Refused } from '../errors.ts';
import { refusedLookUp } from '../http.ts';
import { type AdminApi, createAdminApi } from './adminApi.ts';
import { groupBody, readGroups, workGroupIdOf } from './readGroups.ts';
import { readRoleHolders } from './readRoleHolders.ts';
import type { ServiceAccount } from './serviceToken.ts';

/** A person as the directory knows him. */
export interface DirectoryUser {
  id: string;
  username: string;
  name: string;
  email: string | null;
  managerId: string | null;
  extension: string | null;
  roles: string[];
  workGroupIds: string[];
  active: boolean;
}

export interface DirectoryGroup {
  id: string;
  name: string;
}

/** Who works here and in which groups: Keycloak's Admin API. */
export interface Directory {
  /** Everybody. @throws {NoAnswer} when Keycloak is away or our client may not look. */
  read(): Promise<{ users: DirectoryUser[]; groups: DirectoryGroup[] }>;
  /**
   * One person. Answers come from a cache for a minute; look-ups of one person at the same time share one.
   * @param options.fresh asks Keycloak whatever the cache holds.
   * @throws {NotFound} when there is no such person; {@link NoAnswer} when Keycloak is away.
   */
  get(id: string, options?: { fresh?: boolean }): Promise<DirectoryUser>;
}

const userBody = z.looseObject({
  id: z.string(),
  username: z.string(),
  enabled: z.boolean().default(true),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string().optional(),
  attributes: z.record(z.string(), z.array(z.string())).optional(),
});
const roleBody = z.looseObject({ name: z.string() });

const ROLE_NAMES = ['User', 'Supervisor'] as const;
const CACHE_ENTRIES = 10_000;
const CACHE_MS = 60_000;

/** The directory of the house's settings; one for each process, for its cache and its token are worth sharing. */
export function openDirectory(
  config: Pick<
    Config,
    'KEYCLOAK_ADMIN_URL' | 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OUTSIDE_TIMEOUT_MS'
  >,
): Directory {
  return createDirectory({
    adminUrl: config.KEYCLOAK_ADMIN_URL,
    issuer: config.OIDC_ISSUER,
    clientId: config.OIDC_CLIENT_ID,
    clientSecret: config.OIDC_CLIENT_SECRET,
    timeoutMs: config.OUTSIDE_TIMEOUT_MS,
  });
}

/**
 * @param options.adminUrl e.g. `https://keycloak/admin/realms/helpdesk`.
 * @param options.issuer of the realm; our client's service account reads with a token of it.
 */
export function createDirectory(options: ServiceAccount & { adminUrl: string }): Directory {
  const api = createAdminApi(options);
  const byId = new LRUCache<string, DirectoryUser>({
    max: CACHE_ENTRIES,
    ttl: CACHE_MS,
    fetchMethod: (id) => readUser(api, id),
  });
  return {
    async get(id, { fresh = false } = {}) {
      // These two survive percent-encoding and would ask for the folder above.
      if (id === '.' || id === '..') throw new NotFound('user.not_found', 'There is no such user');
      return byId.forceFetch(id, { forceRefresh: fresh });
    },
    async read() {
      // Without briefRepresentation=false Keycloak leaves the attributes out.
      const bodies = await api.readAll('/users', { briefRepresentation: 'false' }, userBody);
      const groups = await readGroups(api);
      const rolesOf = await readRoleHolders(api, ROLE_NAMES, groups);
      const pathsOf = new Map<string, string[]>();
      for (const { path, memberIds } of groups) {
        for (const id of memberIds) pathsOf.set(id, [...(pathsOf.get(id) ?? []), path]);
      }
      const users = bodies.map((body) =>
        toUser(body, { roles: rolesOf.get(body.id) ?? [], paths: pathsOf.get(body.id) ?? [] }),
      );
      const ids = groups.map((group) => workGroupIdOf(group.path));
      return { users, groups: ids.map((id) => ({ id, name: id })) };
    },
  };
}

async function readUser(api: AdminApi, id: string): Promise<DirectoryUser> {
  const path = `/users/${encodeURIComponent(id)}`;
  try {
    const [body, groups, roles] = await Promise.all([
      api.readOne(path, userBody),
      api.readAll(`${path}/groups`, {}, groupBody),
      api.readOne(`${path}/role-mappings/realm/composite`, z.array(roleBody)),
    ]);
    const names = roles.map((role) => role.name);
    return toUser(body, {
      roles: ROLE_NAMES.filter((name) => names.includes(name)),
      paths: groups.map((group) => group.path),
    });
  } catch (error) {
    if (error instanceof Refused && error.status === 404)
      throw new NotFound('user.not_found', 'There is no such user', { cause: error });
    return refusedLookUp('directory')(error);
  }
}

function toUser(body: z.output<typeof userBody>, has: { roles: string[]; paths: string[] }): DirectoryUser {
  return {
    id: body.id,
    username: body.username,
    name: [body.firstName, body.lastName].filter(Boolean).join(' ') || body.username,
    email: body.email ?? null,
    managerId: body.attributes?.manager_id?.[0] ?? null,
    extension: body.attributes?.extension?.[0] ?? null,
    roles: has.roles,
    workGroupIds: has.paths.map(workGroupIdOf),
    active: body.enabled,
  };
}
