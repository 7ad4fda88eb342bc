import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../core/access/actor.ts';
import { problemHandler } from '../../core/problem.ts';
import { createDirectory } from '../../core/user/directory.ts';
import { startKeycloak, type TestKeycloak } from '../../core/user/keycloak.fixture.ts';
import { createRouter } from './router.ts';
import { User } from './schemas/user.ts';
import { startHouse, type TestHouse } from './testing/house.ts';
import { userRoutes } from './users.ts';

let house: TestHouse;
let keycloak: TestKeycloak;
const SYSTEM: Actor = { kind: 'service', id: 'helpdesk-api', roles: ['helpdesk-api'] };
const agent = (id: string): Actor => ({ kind: 'user', id, roles: ['User'] });
const supervisor = (id: string): Actor => ({ kind: 'user', id, roles: ['Supervisor'] });

/** In Keycloak boris has moved on since the mirror was filled; gleb has left it, new is not in the mirror yet. */
beforeAll(async () => {
  house = await startHouse();
  keycloak = await startKeycloak({
    users: [
      { id: 'u-anna', username: 'anna', email: 'anna@helpdesk.example', roles: ['User'] },
      {
        id: 'u-boris',
        username: 'boris',
        email: 'boris@new.example',
        attributes: { manager_id: ['u-vera'], extension: ['777'] },
        groups: ['/north/internet'],
        roles: ['User', 'Supervisor'],
      },
      { id: 'u-new', username: 'new', roles: ['User'] },
    ],
    groups: { '/north': [], '/north/internet': [] },
    roles: { User: [], Supervisor: [] },
  });
});
afterEach(() => keycloak.answerWith(200));
afterAll(async () => {
  await keycloak.stop();
  await house.stop();
});

/** The routes of a process that remembers nothing yet. */
function ask(path: string, actor: Actor): Promise<Response> {
  const directory = createDirectory({
    adminUrl: keycloak.adminUrl,
    issuer: keycloak.issuer,
    clientId: 'helpdesk-console',
    clientSecret: 'dev-console',
    timeoutMs: 2000,
  });
  const app = createRouter();
  app.onError(problemHandler(house.ctx.log));
  app.use(async (c, next) => {
    c.set('actor', actor);
    await next();
  });
  app.route('/', userRoutes({ ...house.ctx, directory }));
  return Promise.resolve(app.request(path));
}
const read = async (path: string, actor: Actor) => User.parse(await (await ask(path, actor)).json());

describe('GET /users/{id}', () => {
  it('is the person as the directory has him now', async () => {
    expect(await read('/users/u-boris', supervisor('u-vera'))).toEqual({
      id: 'u-boris',
      username: 'boris',
      name: 'boris',
      email: 'boris@new.example',
      managerId: 'u-vera',
      extension: '777',
      roles: ['User', 'Supervisor'],
      workGroupIds: ['north/internet'],
      active: true,
    });
  });

  it.each([503, 401])('is the person as mirrored while the directory answers %d', async (status) => {
    keycloak.answerWith(status);
    expect(await read('/users/u-boris', SYSTEM)).toMatchObject({
      email: 'boris@helpdesk.example',
      workGroupIds: ['internet'],
      active: true,
    });
    expect(house.logged()).toContain('the directory is away; the mirror answers');
  });

  it('is inactive when he left the directory', async () => {
    expect(await read('/users/u-gleb', supervisor('u-dina'))).toMatchObject({
      username: 'gleb',
      active: false,
    });
  });

  it.each([
    ['a colleague', '/users/u-boris', agent('u-anna'), 404],
    ['a supervisor of another department', '/users/u-boris', supervisor('u-dina'), 404],
    ['himself', '/users/u-anna', agent('u-anna'), 200],
    ['himself, who is in no mirror', '/users/me', agent('u-new'), 200],
    ['somebody who is in no mirror', '/users/u-new', supervisor('u-vera'), 404],
    ['a system, of one who is in no mirror', '/users/u-new', SYSTEM, 200],
    ['a system, of itself', '/users/me', SYSTEM, 404],
    ['a system, of nobody', '/users/u-none', SYSTEM, 404],
  ])('%s', async (_name, path, actor, status) => {
    keycloak.asked.length = 0;
    expect((await ask(path, actor)).status).toBe(status);
    // Who may not see a person cannot make the house ask for him either.
    if (status === 404 && actor.kind === 'user') expect(keycloak.asked).toEqual([]);
  });

  it('of whom only the directory could tell is no answer while it is away', async () => {
    keycloak.answerWith(503);
    expect((await ask('/users/u-new', SYSTEM)).status).toBe(503);
  });
});
