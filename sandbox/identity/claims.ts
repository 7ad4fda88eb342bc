import type { Person } from './people.ts';

/** Realm roles of the clients' service accounts. */
const SERVICE_ROLES: Record<string, string[]> = { 'helpdesk-api': ['helpdesk-api'] };
const SERVICE_PREFIX = 'service-account-';

/** What Keycloak's mappers put into a person's tokens: roles, groups with their full path, the two attributes. */
export function personClaims(person: Person) {
  return {
    preferred_username: person.username,
    name: `${person.firstName} ${person.lastName}`,
    given_name: person.firstName,
    family_name: person.lastName,
    email: person.email,
    email_verified: true,
    locale: 'ru',
    realm_access: { roles: [person.role] },
    groups: person.groups.map((group) => `/${group}`),
    extension: person.extension,
    ...(person.managerId !== null && { manager_id: person.managerId }),
  };
}

/** What a client's own token (client credentials) says of it. */
export function serviceClaims(clientId: string) {
  return {
    clientId,
    preferred_username: `${SERVICE_PREFIX}${clientId}`,
    realm_access: { roles: SERVICE_ROLES[clientId] ?? [] },
  };
}

/** Whether a token's claims are those of a client itself, not of a person. */
export function isServiceAccount(claims: Record<string, unknown>): boolean {
  return (
    typeof claims.preferred_username === 'string' && claims.preferred_username.startsWith(SERVICE_PREFIX)
  );
}
