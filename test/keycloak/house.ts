import { inject } from 'vitest';
import { z } from 'zod';
import { User } from '../../admin/api/schemas/user.ts';

/** Where the console of this run is. */
export const base = (): string => inject('consoleBase');
/** The realm of this run. */
export const issuer = (): string => `${inject('keycloakBase')}/realms/helpdesk`;

/** An access token of a client for itself. */
export async function tokenOf(clientId: string, secret: string): Promise<string> {
  const response = await fetch(`${issuer()}/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}

/** Asks the API, as the system unless a token is given. */
export async function ask(path: string, token?: string): Promise<Response> {
  const bearer = token ?? (await tokenOf('helpdesk-api', 'dev-api'));
  return fetch(`${base()}/api/v1${path}`, { headers: { authorization: `Bearer ${bearer}` } });
}

/** A person as the API shows him. */
export async function readUser(id: string): Promise<z.output<typeof User>> {
  const response = await ask(`/users/${id}`);
  return User.parse(await response.json());
}
