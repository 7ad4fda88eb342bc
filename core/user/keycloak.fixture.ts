import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A realm as an administrator set it up. */
export interface TestRealm {
  users: { id: string; username: string; groups?: string[]; roles?: string[]; [more: string]: unknown }[];
  /** Full paths of groups, parents among them, with the roles given to each. */
  groups: Record<string, string[]>;
  /** Realm roles, with the roles each is made of. */
  roles: Record<string, string[]>;
}

/** Keycloak's Admin API over a realm of a test's own, in Keycloak's pages and shapes. */
export interface TestKeycloak {
  adminUrl: string;
  issuer: string;
  realm: TestRealm;
  /** Paths that were asked for, without queries, tokens aside. */
  asked: string[];
  /** From now on it answers everything with this status; 200 is as usual. */
  answerWith(status: number): void;
  /** Tokens given so far are honoured no more. */
  retireTokens(): void;
  stop(): Promise<void>;
}

type Answer = [status: number, body: unknown];

/** Starts one on a free port. */
export async function startKeycloak(realm: TestRealm): Promise<TestKeycloak> {
  const asked: string[] = [];
  let status = 200;
  let generation = 1;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', base());
    const [code, body] = status === 200 ? answer(url, request.headers.authorization) : [status, {}];
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `${base()}/realms/helpdesk`;

  function answer(url: URL, authorization: string | undefined): Answer {
    const token = { issuer, token_endpoint: `${issuer}/token` };
    if (url.pathname === '/realms/helpdesk/.well-known/openid-configuration') return [200, token];
    if (url.pathname === '/realms/helpdesk/token')
      return [200, { access_token: `service-${generation}`, token_type: 'Bearer', expires_in: 300 }];
    const path = decodeURI(url.pathname.replace('/admin/realms/helpdesk', ''));
    asked.push(path);
    if (authorization !== `Bearer service-${generation}`) return [401, { error: 'HTTP 401 Unauthorized' }];
    const found = readRealm(realm, path);
    if (found === undefined) return [404, { error: 'not found' }];
    return [200, Array.isArray(found) && !/\/realm(\/composite)?$/.test(path) ? page(url, found) : found];
  }
  return {
    adminUrl: `${base()}/admin/realms/helpdesk`,
    issuer,
    realm,
    asked,
    answerWith: (next) => {
      status = next;
    },
    retireTokens: () => {
      generation += 1;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Two at a time, whatever is asked for: a server may have a limit of its own. */
function page(url: URL, items: unknown[]): unknown[] {
  const first = Number(url.searchParams.get('first') ?? 0);
  return items.slice(first, first + 2);
}

function readRealm({ users, groups, roles }: TestRealm, path: string): unknown {
  const [, kind, id = '', part, ...rest] = path.split('/');
  const user = users.find((each) => each.id === id);
  const below = (parent: string) =>
    Object.keys(groups).filter((each) => each.slice(0, each.lastIndexOf('/')) === parent);
  const toGroup = (each: string) => ({
    id: each.replaceAll('/', '_'),
    path: each,
    subGroupCount: below(each).length,
  });
  const group = Object.keys(groups).find((each) => toGroup(each).id === id);
  const toRole = (name: string) => ({ id: name, name, composite: (roles[name] ?? []).length > 0 });
  if (kind === 'users' && id === '') return users;
  if (kind === 'users' && user) {
    if (part === undefined) return user;
    if (part === 'groups') return (user.groups ?? []).map(toGroup);
    if (rest.join('/') === 'realm/composite')
      return effectiveRoles({ users, groups, roles }, user).map(toRole);
  }
  if (kind === 'groups' && id === '') return below('').map(toGroup);
  if (kind === 'groups' && group && part === 'children') return below(group).map(toGroup);
  if (kind === 'groups' && group && part === 'members')
    return users.filter((each) => each.groups?.includes(group));
  if (kind === 'roles' && id === '') return Object.keys(roles).map(toRole);
  if (kind === 'roles' && roles[id]) {
    if (part === 'users') return users.filter((each) => each.roles?.includes(id));
    if (part === 'groups')
      return Object.keys(groups)
        .filter((each) => groups[each]?.includes(id))
        .map(toGroup);
    if (part === 'composites') return roles[id].map(toRole);
  }
  return undefined;
}

function effectiveRoles({ groups, roles }: TestRealm, user: TestRealm['users'][number]): string[] {
  const inherited = Object.keys(groups).filter((each) =>
    user.groups?.some((own) => own === each || own.startsWith(`${each}/`)),
  );
  const held = new Set([...(user.roles ?? []), ...inherited.flatMap((each) => groups[each] ?? [])]);
  // A set that grows while it is walked is walked to its end.
  for (const name of held) for (const inner of roles[name] ?? []) held.add(inner);
  return [...held];
}
