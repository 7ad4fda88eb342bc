import { decodeJwt } from 'jose';
import { z } from 'zod';
import { Unauthenticated } from '../../core/errors.ts';
import type { DirectoryUser } from '../../core/user/directory.ts';
import { consoleRoles } from './person.ts';

const claims = z.looseObject({
  sub: z.string().min(1),
  preferred_username: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  manager_id: z.string().optional(),
  extension: z.string().optional(),
  groups: z.array(z.string()).default([]),
  realm_access: z.looseObject({ roles: z.array(z.string()).default([]) }).optional(),
});

/**
 * What the tokens tell of a person. Keycloak writes roles and groups into the access token and, where its mappers
 * say so, into the ID token: claims of the ID token win. The access token came straight from the token endpoint
 * with the ID token, whose signature is verified; a token that is no JWT adds nothing.
 * @throws {Unauthenticated} when the claims are not of the expected form.
 */
export function readPerson(idClaims: object, accessToken: string): DirectoryUser {
  const parsed = claims.safeParse({ ...decode(accessToken), ...idClaims });
  if (!parsed.success) throw new Unauthenticated('login.claims', 'the token lacks what a login needs');
  const person = parsed.data;
  const username = person.preferred_username ?? person.sub;
  return {
    id: person.sub,
    username,
    name: person.name ?? username,
    email: person.email ?? null,
    managerId: person.manager_id ?? null,
    extension: person.extension ?? null,
    roles: consoleRoles(person.realm_access?.roles ?? []),
    workGroupIds: person.groups.map((path) => path.replace(/^.*\//, '')).filter(Boolean),
    active: true,
  };
}

function decode(token: string): object {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}
