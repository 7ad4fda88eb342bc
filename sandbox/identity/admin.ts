import { Hono } from 'hono';
import type { JWTVerifyResult } from 'jose';
import { isServiceAccount } from './claims.ts';
import { findPerson, groups, type Person, people, roles } from './people.ts';

const DEFAULT_MAX = 100;
const REALM = 'd0a2c4f8-7b96-4f3c-ae2d-6ebc80000400';

/**
 * The people directory: the part of Keycloak's Admin REST API (26.x) that the house reads. Needs a bearer token that a
 * client got by its own credentials. As in Keycloak, lists carry attributes only with `briefRepresentation=false`
 * and an error is `{error}`.
 * @param verify verifies a bearer token of this issuer; rejects for any other.
 */
export function createAdmin(verify: (token: string) => Promise<JWTVerifyResult>): Hono {
  const app = new Hono();

  app.use('/*', async (c, next) => {
    const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const claims = token ? await verify(token).then(payloadOf, () => undefined) : undefined;
    if (!claims) return c.json({ error: 'HTTP 401 Unauthorized' }, 401);
    if (!isServiceAccount(claims)) return c.json({ error: 'HTTP 403 Forbidden' }, 403);
    await next();
  });

  app.get('/users', (c) => {
    const { username, email, search, exact } = c.req.query();
    const found = people.filter(
      (person) =>
        matches(person.username, username, exact) &&
        matches(person.email, email, exact) &&
        matches([person.username, person.firstName, person.lastName, person.email].join(' '), search),
    );
    return c.json(page(c.req.query(), found).map((person) => toUser(person, c.req.query())));
  });
  app.get('/users/count', (c) => c.json(people.length));
  app.get('/users/:id', (c) => {
    const person = findPerson(c.req.param('id'));
    return person ? c.json(toUser(person, {})) : c.json({ error: 'User not found' }, 404);
  });
  app.get('/users/:id/groups', (c) => {
    const person = findPerson(c.req.param('id'));
    if (!person) return c.json({ error: 'User not found' }, 404);
    return c.json(
      page(c.req.query(), groups.filter((group) => person.groups.includes(group.name)).map(toGroup)),
    );
  });
  // Nobody has a role here but by himself: what he was given and what he holds are the same.
  for (const path of ['/users/:id/role-mappings/realm', '/users/:id/role-mappings/realm/composite']) {
    app.get(path, (c) => {
      const person = findPerson(c.req.param('id') ?? '');
      if (!person) return c.json({ error: 'User not found' }, 404);
      return c.json(roles.filter((role) => role.name === person.role).map(toRole));
    });
  }

  app.get('/groups', (c) => c.json(page(c.req.query(), groups.map(toGroup))));
  app.get('/groups/:id/members', (c) => {
    const group = groups.find(({ id }) => id === c.req.param('id'));
    if (!group) return c.json({ error: 'Could not find group by id' }, 404);
    const members = people.filter((person) => person.groups.includes(group.name));
    return c.json(page(c.req.query(), members).map((person) => toUser(person, c.req.query())));
  });

  app.get('/groups/:id/children', (c) => c.json([]));

  app.get('/roles', (c) => c.json(page(c.req.query(), roles.map(toRole))));
  app.get('/roles/:name/users', (c) => {
    const role = roles.find(({ name }) => name === c.req.param('name'));
    if (!role) return c.json({ error: 'Could not find role' }, 404);
    const holders = people.filter((person) => person.role === role.name);
    return c.json(page(c.req.query(), holders).map((person) => toUser(person, c.req.query())));
  });

  app.get('/roles/:name/groups', (c) => c.json([]));
  app.get('/roles/:name/composites/realm', (c) => c.json([]));

  app.all('/*', (c) => c.json({ error: 'HTTP 404 Not Found' }, 404));
  return app;
}

type Query = Record<string, string | undefined>;

function payloadOf(result: JWTVerifyResult) {
  return result.payload;
}

function page<T>(query: Query, items: readonly T[]): T[] {
  const first = Number(query.first ?? 0) || 0;
  const max = query.max === undefined ? DEFAULT_MAX : Number(query.max);
  return items.slice(first, max < 0 ? undefined : first + max);
}

function matches(value: string, wanted: string | undefined, exact?: string): boolean {
  if (wanted === undefined) return true;
  return exact === 'true'
    ? value === wanted.toLowerCase()
    : value.toLowerCase().includes(wanted.toLowerCase());
}

function toUser(person: Person, query: Query) {
  const attributes = {
    extension: [person.extension],
    ...(person.managerId !== null && { manager_id: [person.managerId] }),
  };
  return {
    id: person.id,
    username: person.username,
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    emailVerified: true,
    enabled: true,
    createdTimestamp: Date.UTC(2025, 0, 1),
    ...(query.briefRepresentation !== 'true' && { attributes }),
  };
}

function toGroup(group: (typeof groups)[number]) {
  return { ...group, subGroupCount: 0, subGroups: [] };
}

function toRole(role: (typeof roles)[number]) {
  return { ...role, composite: false, clientRole: false, containerId: REALM };
}
