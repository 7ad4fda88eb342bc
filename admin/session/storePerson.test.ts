import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDirectory, type Directory } from '../../core/user/directory.ts';
import { startKeycloak, type TestKeycloak } from '../../core/user/keycloak.fixture.ts';
import { readMirrored } from '../../core/user/readUsers.ts';
import { openConsole, type TestConsole } from '../console/testing/openConsole.ts';
import { readPerson } from './claims.ts';
import { storePerson } from './storePerson.ts';

let house: TestConsole;
let keycloak: TestKeycloak;
let directory: Directory;

beforeAll(async () => {
  house = await openConsole();
  keycloak = await startKeycloak({
    users: [
      {
        id: 'yakov',
        username: 'yakov',
        email: 'yakov@directory.example',
        attributes: { manager_id: ['vera'], extension: ['777'] },
        groups: ['/north/internet'],
        roles: ['Supervisor'],
      },
    ],
    groups: { '/north': [], '/north/internet': [] },
    roles: { User: [], Supervisor: [] },
  });
  const { adminUrl, issuer } = keycloak;
  directory = createDirectory({ adminUrl, issuer, clientId: 'x', clientSecret: 'x', timeoutMs: 2000 });
});
afterAll(async () => {
  await keycloak.stop();
  await house.close();
});
beforeEach(() => {
  keycloak.answerWith(200);
  keycloak.asked.length = 0;
});

/** Stores what an ID token says. @returns the mirror's row of the person. */
async function store(claims: object, id = 'yakov') {
  const { person } = readPerson({ sub: id, realm_access: { roles: ['User', 'other'] }, ...claims }, '');
  await storePerson({ ...house.ctx, directory }, person);
  return readMirrored(house.db, id);
}

const FULL = {
  preferred_username: 'yakov',
  name: 'Яков Белов',
  email: 'yakov@token.example',
  manager_id: 'dina',
  extension: '111',
  groups: ['/sales', '/south/mobile'],
};

describe('what a token says of a person', () => {
  test('is stored as it is, and nobody is asked', async () => {
    expect(await store(FULL)).toEqual({
      id: 'yakov',
      username: 'yakov',
      name: 'Яков Белов',
      email: 'yakov@token.example',
      managerId: 'dina',
      extension: '111',
      roles: ['User'],
      workGroupIds: ['sales', 'south/mobile'],
      active: true,
    });
    expect(keycloak.asked).toEqual([]);
  });

  test('is completed from the directory; roles are the token’s', async () => {
    expect(await store({ preferred_username: 'yakov' })).toMatchObject({
      email: 'yakov@directory.example',
      managerId: 'vera',
      extension: '777',
      roles: ['User'],
      workGroupIds: ['north/internet'],
    });
  });

  test('that he is in no group is not that nothing is said of groups', async () => {
    expect(await store({ groups: [] })).toMatchObject({ workGroupIds: [], managerId: 'vera' });
  });

  test.each([503, 404])('is completed from the mirror while the directory answers %d', async (status) => {
    await store(FULL);
    keycloak.answerWith(status);
    expect(await store({ preferred_username: 'yakov', realm_access: { roles: [] } })).toMatchObject({
      email: 'yakov@token.example',
      managerId: 'dina',
      roles: [],
      workGroupIds: ['sales', 'south/mobile'],
    });
  });

  test('is all there is of a person nobody else knows', async () => {
    keycloak.answerWith(503);
    expect(await store({}, 'stranger')).toMatchObject({
      username: 'stranger',
      email: null,
      workGroupIds: [],
    });
  });
});
