import { z } from 'zod';
import { ADMIN } from './startKeycloak.ts';

/** Keycloak's administrator, as far as the tests play him. */
export interface KeycloakAdmin {
  /** @returns the parsed answer, undefined where there is none. @throws on any status but 2xx. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Creates a thing of a list, e.g. `/users`. @returns its id. */
  create(path: string, body: unknown): Promise<string>;
  userId(username: string): Promise<string>;
  /** Gives a realm role to a person or a group (`users/…`, `groups/…`), or takes it away. */
  setRole(holder: string, role: string, given: boolean): Promise<void>;
  /** How many sessions of a person Keycloak keeps. */
  countSessions(userId: string): Promise<number>;
}

const named = z.object({ id: z.string(), name: z.string() });

/** @param base of Keycloak. The token is renewed with each call: a minute is all it lives. */
export function createKeycloakAdmin(base: string): KeycloakAdmin {
  const send = async (method: string, path: string, body?: unknown) => {
    const form = new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', ...ADMIN });
    const token = await fetch(`${base}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: form,
    });
    const { access_token } = z.object({ access_token: z.string() }).parse(await token.json());
    const response = await fetch(`${base}/admin/realms/helpdesk${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response;
  };
  const call: KeycloakAdmin['call'] = async (method, path, body) => {
    const text = await (await send(method, path, body)).text();
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    call,
    async create(path, body) {
      const location = (await send('POST', path, body)).headers.get('location') ?? '';
      return location.slice(location.lastIndexOf('/') + 1);
    },
    async userId(username) {
      const found = await call('GET', `/users?username=${username}&exact=true`);
      const [user] = z.tuple([z.object({ id: z.string() })]).parse(found);
      return user.id;
    },
    async setRole(holder, role, given) {
      const body = [named.parse(await call('GET', `/roles/${role}`))];
      await call(given ? 'POST' : 'DELETE', `/${holder}/role-mappings/realm`, body);
    },
    async countSessions(userId) {
      return z.array(z.unknown()).parse(await call('GET', `/users/${userId}/sessions`)).length;
    },
  };
}
