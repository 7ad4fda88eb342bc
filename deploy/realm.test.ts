import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { people as sandboxPeople } from '../sandbox/identity/people.ts';
import { readText } from './readCompose.ts';

const mapper = z.object({
  name: z.string(),
  protocolMapper: z.string(),
  config: z.record(z.string(), z.string()),
});
const client = z.object({
  clientId: z.string(),
  secret: z.string(),
  publicClient: z.literal(false),
  directAccessGrantsEnabled: z.literal(false),
  implicitFlowEnabled: z.literal(false),
  serviceAccountsEnabled: z.literal(true),
  redirectUris: z.array(z.string()).default([]),
  attributes: z.record(z.string(), z.string()).default({}),
  protocolMappers: z.array(mapper),
});
const user = z.object({
  id: z.uuid().optional(),
  username: z.string(),
  email: z.email().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  enabled: z.literal(true),
  serviceAccountClientId: z.string().optional(),
  attributes: z.record(z.string(), z.array(z.string())).default({}),
  credentials: z.array(z.object({ type: z.string(), value: z.string(), temporary: z.boolean() })).default([]),
  realmRoles: z.array(z.string()),
  clientRoles: z.record(z.string(), z.array(z.string())).default({}),
  groups: z.array(z.string()).default([]),
});
const profile = z.object({
  attributes: z.array(
    z.object({
      name: z.string(),
      permissions: z.object({ edit: z.array(z.string()), view: z.array(z.string()) }),
    }),
  ),
});
const realm = z
  .object({
    realm: z.literal('helpdesk'),
    roles: z.object({ realm: z.array(z.object({ name: z.string() })) }),
    groups: z.array(z.object({ name: z.string(), path: z.string() })),
    clients: z.array(client),
    users: z.array(user),
    components: z.object({
      'org.keycloak.userprofile.UserProfileProvider': z.tuple([
        z.object({
          providerId: z.literal('declarative-user-profile'),
          config: z.object({ 'kc.user.profile.config': z.tuple([z.string()]) }),
        }),
      ]),
    }),
  })
  .parse(JSON.parse(readText('deploy/keycloak/realm.json')));

const people = realm.users.filter((person) => !person.serviceAccountClientId);
const find = (name: string) => {
  const found = realm.users.find(({ username }) => username === name);
  if (!found) throw new Error(`no user ${name}`);
  return found;
};

describe('the people of realm.json', () => {
  it.each([
    ['anna', 'User', 'vera', ['/internet', '/mobile', '/first-line']],
    ['boris', 'User', 'vera', ['/billing', '/internet', '/first-line']],
    ['vera', 'Supervisor', undefined, ['/internet', '/mobile', '/billing', '/first-line']],
    ['gleb', 'User', 'dina', ['/sales', '/mobile', '/first-line']],
    ['dina', 'Supervisor', undefined, ['/sales', '/mobile', '/first-line']],
  ])('%s is %s under %s', (name, role, manager, groups) => {
    const person = find(name);
    expect(person.realmRoles).toContain(role);
    expect(person.groups).toEqual(groups);
    expect(person.attributes.manager_id).toEqual(manager ? [find(manager).id] : undefined);
  });

  it('have ids, extensions and addresses of their own, and the known password', () => {
    expect(people).toHaveLength(5);
    for (const key of ['id', 'email'] as const) expect(new Set(people.map((p) => p[key])).size).toBe(5);
    const extensions = people.map((person) => person.attributes.extension?.join());
    expect(extensions.sort()).toEqual(['101', '102', '103', '104', '105']);
    for (const person of people) {
      expect(person.credentials).toEqual([{ type: 'password', value: 'helpdesk', temporary: false }]);
    }
  });

  it('are the people of the sandbox, down to their ids', () => {
    const asRealm = sandboxPeople.map((person) => ({
      ...{ id: person.id, username: person.username, email: person.email },
      ...{ firstName: person.firstName, lastName: person.lastName },
      groups: person.groups.map((group) => `/${group}`),
    }));
    expect(people).toMatchObject(asRealm);
  });

  it('have only roles and groups that exist', () => {
    const roles = [...realm.roles.realm.map(({ name }) => name), 'default-roles-helpdesk'];
    const groups = realm.groups.map(({ path }) => path);
    for (const person of realm.users) {
      for (const role of person.realmRoles) expect(roles).toContain(role);
      for (const group of person.groups) expect(groups).toContain(group);
    }
  });

  it('carry no attribute that the user profile does not declare: Keycloak would drop it silently', () => {
    const [component] = realm.components['org.keycloak.userprofile.UserProfileProvider'];
    const { attributes } = profile.parse(JSON.parse(component.config['kc.user.profile.config'][0]));
    const declared = new Map(attributes.map((attribute) => [attribute.name, attribute.permissions]));
    for (const person of people) {
      for (const name of Object.keys(person.attributes)) expect([...declared.keys()]).toContain(name);
    }
    for (const name of ['manager_id', 'extension']) expect(declared.get(name)?.edit).toEqual(['admin']);
  });
});

describe('the clients of realm.json', () => {
  const clientOf = (id: string) => {
    const found = realm.clients.find(({ clientId }) => clientId === id);
    if (!found) throw new Error(`no client ${id}`);
    return found;
  };

  it('let the console in with PKCE only, and tell it of every logout', () => {
    const { attributes, redirectUris } = clientOf('helpdesk-console');
    expect(attributes['pkce.code.challenge.method']).toBe('S256');
    expect(attributes['backchannel.logout.url']).toContain('http://admin:8080/auth/backchannel-logout');
    expect(redirectUris).toEqual([`\${PUBLIC_URL:http://localhost:8080}/auth/callback`]);
  });

  it('put groups, manager, extension and roles into every token, and our audience', () => {
    const mappers = clientOf('helpdesk-console').protocolMappers;
    const claims = mappers.filter(({ config }) => config['claim.name']);
    const names = claims.map(({ config }) => config['claim.name']);
    expect(names).toEqual(['groups', 'manager_id', 'extension', 'realm_access.roles']);
    for (const { config } of claims) {
      expect(config).toMatchObject({
        'id.token.claim': 'true',
        'access.token.claim': 'true',
        'userinfo.token.claim': 'true',
      });
    }
    for (const { protocolMappers } of realm.clients) {
      expect(protocolMappers.map(({ config }) => config['included.custom.audience'])).toContain('helpdesk');
    }
  });

  it('have service accounts: the directory reads users, the API client sees all', () => {
    const directory = realm.users.find((u) => u.serviceAccountClientId === 'helpdesk-console');
    expect(directory?.clientRoles).toEqual({
      'realm-management': ['view-users', 'view-realm', 'query-users', 'query-groups'],
    });
    const api = realm.users.find((u) => u.serviceAccountClientId === 'helpdesk-api');
    expect(api?.realmRoles).toContain('helpdesk-api');
  });

  it('take their secrets from variables that docker-compose.yml hands to Keycloak', () => {
    const compose = readText('docker-compose.yml');
    for (const { secret } of realm.clients) {
      const [, name, fallback] = /^\$\{([A-Z_]+):(.+)\}$/.exec(secret) ?? [];
      expect(compose).toContain(`${name}: \${${name}:-${fallback}}`);
    }
  });
});
