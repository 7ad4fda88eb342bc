/** The password of every demo person. */
export const PASSWORD = 'helpdesk';

export interface Person {
  /** Keycloak's user id, `sub` in tokens. */
  id: string;
  username: string;
  firstName: string;
  lastName: string;
  email: string;
  extension: string;
  /** Id of the manager, where there is one. */
  managerId: string | null;
  role: 'User' | 'Supervisor';
  groups: readonly string[];
}

const VERA = 'a5e5c4c6-1c1d-4d5b-9a63-0f6d1e000103';
const DINA = 'a5e5c4c6-1c1d-4d5b-9a63-0f6d1e000105';

export const people: readonly Person[] = [
  person('a5e5c4c6-1c1d-4d5b-9a63-0f6d1e000101', 'anna', 'Анна', 'Соколова', '101', VERA, 'User', [
    'internet',
    'mobile',
    'first-line',
  ]),
  person('a5e5c4c6-1c1d-4d5b-9a63-0f6d1e000102', 'boris', 'Борис', 'Кузнецов', '102', VERA, 'User', [
    'billing',
    'internet',
    'first-line',
  ]),
  person(VERA, 'vera', 'Вера', 'Лебедева', '103', null, 'Supervisor', [
    'internet',
    'mobile',
    'billing',
    'first-line',
  ]),
  person('a5e5c4c6-1c1d-4d5b-9a63-0f6d1e000104', 'gleb', 'Глеб', 'Орлов', '104', DINA, 'User', [
    'sales',
    'mobile',
    'first-line',
  ]),
  person(DINA, 'dina', 'Дина', 'Морозова', '105', null, 'Supervisor', ['sales', 'mobile', 'first-line']),
];

/** The work groups, as Keycloak's groups. */
export const groups: readonly { id: string; name: string; path: string }[] = [
  'internet',
  'mobile',
  'billing',
  'sales',
  'first-line',
].map((name, index) => ({
  id: `b7d0a2f4-3e52-4c1f-8f0e-2c9b4f00020${index + 1}`,
  name,
  path: `/${name}`,
}));

/** Realm roles of people. */
export const roles: readonly { id: string; name: string }[] = ['User', 'Supervisor'].map((name, index) => ({
  id: `c9f1b3e6-5a74-4e2b-9d1c-4dab6f00030${index + 1}`,
  name,
}));

/** The person of an id (`sub`). */
export function findPerson(id: string): Person | undefined {
  return people.find((person) => person.id === id);
}

/** The person who may enter with this name (or e-mail) and password. */
export function checkPassword(login: string, password: string): Person | undefined {
  const name = login.trim().toLowerCase();
  const found = people.find((person) => person.username === name || person.email === name);
  return password === PASSWORD ? found : undefined;
}

function person(
  id: string,
  username: string,
  firstName: string,
  lastName: string,
  extension: string,
  managerId: string | null,
  role: Person['role'],
  groupNames: readonly string[],
): Person {
  const email = `${username}@helpdesk.example`;
  return { id, username, firstName, lastName, email, extension, managerId, role, groups: groupNames };
}
