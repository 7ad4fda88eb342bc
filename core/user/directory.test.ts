import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoAnswer, NotFound } from '../errors.ts';
import { createDirectory, type Directory } from './directory.ts';
import { startKeycloak, type TestKeycloak, type TestRealm } from './keycloak.fixture.ts';

const realm = (): TestRealm => ({
  users: [
    {
      id: 'u-anna',
      username: 'anna',
      firstName: 'Анна',
      lastName: 'Соколова',
      email: 'anna@helpdesk.example',
      attributes: { manager_id: ['u-vera'], extension: ['101'] },
      groups: ['/internet', '/north/internet'],
      roles: ['User'],
    },
    { id: 'u-vera', username: 'vera', groups: ['/north'] },
    { id: 'u-boris', username: 'boris', groups: ['/north/internet/night'], enabled: false },
    { id: 'u-gleb', username: 'gleb', roles: ['shift lead'] },
    { id: 'u-dina', username: 'dina', roles: ['accountant'], groups: ['/northern'] },
  ],
  groups: {
    '/internet': [],
    '/north': ['Supervisor'],
    '/north/internet': ['User'],
    '/north/internet/night': [],
    '/northern': [],
  },
  roles: {
    User: [],
    Supervisor: [],
    accountant: ['loop'],
    loop: ['accountant'],
    'shift lead': ['lead'],
    lead: ['Supervisor', 'User'],
  },
});

let keycloak: TestKeycloak;
let directory: Directory;

beforeEach(async () => {
  keycloak = await startKeycloak(realm());
  directory = createDirectory({
    adminUrl: keycloak.adminUrl,
    issuer: keycloak.issuer,
    clientId: 'helpdesk-console',
    clientSecret: 'dev-console',
    timeoutMs: 2000,
  });
});
afterEach(() => keycloak.stop());

describe('the directory as a whole', () => {
  it('has everybody with his attributes, and groups at any depth under their full path', async () => {
    const { users, groups } = await directory.read();
    expect(groups.map((group) => group.id)).toEqual([
      'internet',
      'north',
      'north/internet',
      'north/internet/night',
      'northern',
    ]);
    expect(users.map((user) => user.username)).toEqual(['anna', 'vera', 'boris', 'gleb', 'dina']);
    expect(users[0]).toEqual({
      id: 'u-anna',
      username: 'anna',
      name: 'Анна Соколова',
      email: 'anna@helpdesk.example',
      managerId: 'u-vera',
      extension: '101',
      roles: ['User', 'Supervisor'],
      workGroupIds: ['internet', 'north/internet'],
      active: true,
    });
  });

  it.each([
    ['of the group and of the one above it', 'anna', ['User', 'Supervisor']],
    ['of the group itself', 'vera', ['Supervisor']],
    ['of groups far above', 'boris', ['User', 'Supervisor']],
    ['of a role made of others', 'gleb', ['User', 'Supervisor']],
    ['none: a group of a similar name, and roles that hold each other', 'dina', []],
  ])('counts roles %s', async (_name, username, roles) => {
    const { users } = await directory.read();
    expect(users.find((user) => user.username === username)?.roles).toEqual(roles);
  });

  it('says of each person the same as asking for him alone', async () => {
    const { users } = await directory.read();
    for (const user of users) expect(await directory.get(user.id)).toEqual(user);
  });
});

describe('one person', () => {
  const reads = () => keycloak.asked.filter((path) => path === '/users/u-anna').length;

  it('is asked for once by many at a time, and remembered', async () => {
    const found = await Promise.all(Array.from({ length: 20 }, () => directory.get('u-anna')));
    expect(new Set(found.map((user) => user.managerId))).toEqual(new Set(['u-vera']));
    await directory.get('u-anna');
    expect(reads()).toBe(1);
  });

  it('is asked for anew where that matters', async () => {
    await directory.get('u-anna');
    const [anna] = keycloak.realm.users;
    Object.assign(anna ?? {}, { email: 'new@helpdesk.example' });
    expect((await directory.get('u-anna')).email).toBe('anna@helpdesk.example');
    expect((await directory.get('u-anna', { fresh: true })).email).toBe('new@helpdesk.example');
    expect((await directory.get('u-anna')).email).toBe('new@helpdesk.example');
    expect(reads()).toBe(2);
  });

  it.each(['u-nobody', '.', '..', '../groups'])('%s is nobody', async (id) => {
    await expect(directory.get(id)).rejects.toBeInstanceOf(NotFound);
  });

  it('is no answer while Keycloak is away, and that is not remembered', async () => {
    keycloak.answerWith(503);
    await expect(directory.get('u-anna')).rejects.toBeInstanceOf(NoAnswer);
    keycloak.answerWith(200);
    expect((await directory.get('u-anna')).username).toBe('anna');
  });

  it('is found with a new token when Keycloak honours the old one no more', async () => {
    await directory.get('u-anna');
    keycloak.retireTokens();
    expect((await directory.get('u-anna', { fresh: true })).username).toBe('anna');
  });
});
