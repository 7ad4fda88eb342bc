import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createDirectory, type Directory } from '../../core/user/directory.ts';
import { people } from '../../sandbox/identity/people.ts';
import { createKeycloakAdmin, type KeycloakAdmin } from './admin.ts';
import { ask, issuer, readUser, tokenOf } from './house.ts';

let admin: KeycloakAdmin;
let directory: Directory;
const adminUrl = () => `${inject('keycloakBase')}/admin/realms/helpdesk`;

beforeAll(() => {
  admin = createKeycloakAdmin(inject('keycloakBase'));
  directory = createDirectory({
    ...{ adminUrl: adminUrl(), issuer: issuer(), clientId: 'helpdesk-console', clientSecret: 'dev-console' },
    timeoutMs: 10_000,
  });
});

describe('the realm file', () => {
  it.each(people)('$username is there with manager, extension, role and groups', async (person) => {
    const user = await readUser(person.id);
    expect({ ...user, workGroupIds: [...user.workGroupIds].sort() }).toEqual({
      id: person.id,
      username: person.username,
      name: `${person.firstName} ${person.lastName}`,
      email: person.email,
      managerId: person.managerId,
      extension: person.extension,
      roles: [person.role],
      workGroupIds: [...person.groups].sort(),
      active: true,
    });
  });

  it('the mirror of everybody says the same as each person alone', async () => {
    const { users, groups } = await directory.read();
    expect(groups.map((group) => group.id)).toEqual(
      expect.arrayContaining(['internet', 'mobile', 'billing', 'sales', 'first-line']),
    );
    for (const { id } of people) {
      const mirrored = users.find((user) => user.id === id);
      const alone = await directory.get(id);
      const sorted = (user = alone) => ({ ...user, workGroupIds: [...user.workGroupIds].sort() });
      expect(sorted(mirrored)).toEqual(sorted());
    }
  });

  it('a person cannot appoint his own manager, an administrator can', async () => {
    const profile = (await admin.call('GET', '/users/profile')) as {
      attributes: { name: string; permissions: { edit: string[] } }[];
    };
    for (const name of ['manager_id', 'extension']) {
      const attribute = profile.attributes.find((each) => each.name === name);
      expect(attribute?.permissions.edit).toEqual(['admin']);
    }
  });

  it('our service account reads people and writes nothing', async () => {
    const headers = {
      authorization: `Bearer ${await tokenOf('helpdesk-console', 'dev-console')}`,
      'content-type': 'application/json',
    };
    const [anna] = people;
    const response = await fetch(`${adminUrl()}/users/${anna?.id}`, { method: 'PUT', headers, body: '{}' });
    expect(response.status).toBe(403);
  });
});

describe('what an administrator changes', () => {
  it('nested groups by full path, roles by group and by a role made of others', async () => {
    const parent = await admin.create('/groups', { name: 'north' });
    const child = await admin.create(`/groups/${parent}/children`, { name: 'internet' });
    await admin.call('POST', '/roles', { name: 'shift-lead' });
    const supervisor = await admin.call('GET', '/roles/Supervisor');
    await admin.call('POST', '/roles/shift-lead/composites', [supervisor]);
    await admin.setRole(`groups/${parent}`, 'shift-lead', true);
    const id = await admin.create('/users', {
      ...{ username: 'yakov', enabled: true, firstName: 'Яков', lastName: 'Белов' },
      attributes: { manager_id: [people[2]?.id], extension: ['777'] },
    });
    await admin.call('PUT', `/users/${id}/groups/${child}`);

    const expected = {
      username: 'yakov',
      managerId: people[2]?.id,
      extension: '777',
      roles: ['Supervisor'],
      workGroupIds: ['north/internet'],
    };
    expect(await directory.get(id, { fresh: true })).toMatchObject(expected);
    const { users, groups } = await directory.read();
    expect(users.find((user) => user.id === id)).toMatchObject(expected);
    expect(groups.map((group) => group.id)).toContain('north/internet');
    // The mirror may not have him yet: the system is answered from Keycloak itself.
    expect(await readUser(id)).toMatchObject(expected);
  });

  it('nobody is 404', async () => {
    expect((await ask('/users/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });
});
