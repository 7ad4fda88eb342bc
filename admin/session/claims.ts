import { decodeJwt } from 'jose';
import { z } from 'zod';
import { Unauthenticated } from '../../core/errors.ts';
import type { DirectoryUser } from '../../core/user/directory.ts';
import { workGroupIdOf } from '../../core/user/readGroups.ts';
import { consoleRoles } from './person.ts';

/** A person as tokens tell of him; null is what they do not say, which may be more than what he does not have. */
export type TokenPerson = Omit<DirectoryUser, 'workGroupIds'> & { workGroupIds: string[] | null };

const claims = z.looseObject({
  sub: z.string().min(1),
  sid: z.string().min(1).optional(),
  preferred_username: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  manager_id: z.string().optional(),
  extension: z.string().optional(),
  groups: z.array(z.string()).optional(),
  realm_access: z.looseObject({ roles: z.array(z.string()).default([]) }).optional(),
});

/**
 * What the tokens tell of a person, and the name of the provider's session. Keycloak writes roles and groups into the
 * access token and, where its mappers say so, into the ID token: claims of the ID token win. The access token came
 * straight from the token endpoint with the ID token, whose signature is verified; a token that is no JWT adds nothing.
 * @throws {Unauthenticated} when the claims are not of the expected form.
 */
export function readPerson(
  idClaims: object,
  accessToken: string,
): { person: TokenPerson; sid: string | null } {
  const parsed = claims.safeParse({ ...decode(accessToken), ...idClaims });
  if (!parsed.success) throw new Unauthenticated('login.claims', 'the token lacks what a login needs');
  const said = parsed.data;
  const username = said.preferred_username ?? said.sub;
  const person = {
    id: said.sub,
    username,
    name: said.name ?? username,
    email: said.email ?? null,
    managerId: said.manager_id ?? null,
    extension: said.extension ?? null,
    roles: consoleRoles(said.realm_access?.roles ?? []),
    workGroupIds: said.groups?.map(workGroupIdOf).filter(Boolean) ?? null,
    active: true,
  };
  return { person, sid: said.sid ?? null };
}

function decode(token: string): object {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}
