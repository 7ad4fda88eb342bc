import { allowInsecureRequests, type Configuration, clientCredentialsGrant, discovery } from 'openid-client';
import { z } from 'zod';
import { NoAnswer } from '../errors.ts';
import { createOutsideSystem, readAnswer } from '../http.ts';
import { readPages } from '../readPages.ts';

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

/** Who works here and in which groups: Keycloak's Admin API, read as a whole. */
export interface Directory {
  /** @throws {NoAnswer} when Keycloak is away; {@link Refused} when our client may not look. */
  read(): Promise<{ users: DirectoryUser[]; groups: DirectoryGroup[] }>;
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
const groupBody = z.looseObject({ id: z.string(), name: z.string() });
const memberBody = z.looseObject({ id: z.string() });

const ROLE_NAMES = ['User', 'Supervisor'];
const PAGE = 100;

/**
 * @param options.adminUrl e.g. `https://keycloak/admin/realms/helpdesk`.
 * @param options.issuer of the realm; our client's service account reads with a token of it.
 */
export function createDirectory(options: {
  adminUrl: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  timeoutMs: number;
}): Directory {
  const authorize = createServiceToken(options);
  const system = createOutsideSystem({
    name: 'directory',
    baseUrl: options.adminUrl,
    timeoutMs: options.timeoutMs,
    authorize,
  });

  const readAll = <Body extends { id: string }>(
    path: string,
    query: Record<string, string>,
    schema: z.ZodType<Body>,
  ): Promise<Body[]> =>
    readPages('directory', async (first) => {
      const page = new URLSearchParams({ ...query, first: String(first), max: String(PAGE) });
      return readAnswer('directory', z.array(schema), (await system.call({ path: `${path}?${page}` })).body);
    });

  const membersByName = async (names: [name: string, path: string][]) => {
    const holders = new Map<string, string[]>();
    for (const [name, path] of names) {
      for (const { id } of await readAll(path, {}, memberBody))
        holders.set(id, [...(holders.get(id) ?? []), name]);
    }
    return holders;
  };

  return {
    async read() {
      // Without briefRepresentation=false Keycloak leaves the attributes out.
      const bodies = await readAll('/users', { briefRepresentation: 'false' }, userBody);
      const groups = await readAll('/groups', {}, groupBody);
      const groupsOf = await membersByName(
        groups.map((group) => [group.name, `/groups/${group.id}/members`]),
      );
      const rolesOf = await membersByName(ROLE_NAMES.map((role) => [role, `/roles/${role}/users`]));
      const users = bodies.map((body) => ({
        id: body.id,
        username: body.username,
        name: [body.firstName, body.lastName].filter(Boolean).join(' ') || body.username,
        email: body.email ?? null,
        managerId: body.attributes?.manager_id?.[0] ?? null,
        extension: body.attributes?.extension?.[0] ?? null,
        roles: rolesOf.get(body.id) ?? [],
        workGroupIds: groupsOf.get(body.id) ?? [],
        active: body.enabled,
      }));
      return { users, groups: groups.map(({ name }) => ({ id: name, name })) };
    },
  };
}

/** A token of our own service account, renewed half a minute before it ends. */
function createServiceToken(options: {
  issuer: string;
  clientId: string;
  clientSecret: string;
}): () => Promise<Record<string, string>> {
  let configuration: Configuration | undefined;
  let token: { value: string; expiresAt: number } | undefined;
  return async () => {
    if (token && token.expiresAt > Date.now() + 30_000) return { authorization: `Bearer ${token.value}` };
    try {
      configuration ??= await discovery(
        new URL(options.issuer),
        options.clientId,
        options.clientSecret,
        undefined,
        {
          execute: options.issuer.startsWith('http:') ? [allowInsecureRequests] : [],
        },
      );
      const grant = await clientCredentialsGrant(configuration);
      token = { value: grant.access_token, expiresAt: Date.now() + (grant.expires_in ?? 60) * 1000 };
      return { authorization: `Bearer ${token.value}` };
    } catch (error) {
      throw new NoAnswer('directory.no_token', 'the identity provider gave no service token', {
        cause: error,
      });
    }
  };
}
