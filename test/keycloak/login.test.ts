import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { startBrowser } from '../harness/browser.ts';
import { needProgram } from '../harness/program.ts';
import { createKeycloakAdmin, type KeycloakAdmin } from './admin.ts';
import { openPerson, type TestPerson } from './person.ts';

let browser: Browser;
let admin: KeycloakAdmin;
let person: TestPerson;

beforeAll(async () => {
  browser = await startBrowser(needProgram('chromium').path);
  admin = createKeycloakAdmin(inject('keycloakBase'));
});
afterAll(() => browser.close());
beforeEach(async () => {
  person = await openPerson(browser);
});
afterEach(() => person.close());

/** Logs in with a browser that knows nobody. @returns what the page says of the person. */
async function logInAs(username: string): Promise<string> {
  await person.close();
  person = await openPerson(browser);
  await person.logIn(username);
  return (await person.page.locator('body').textContent()) ?? '';
}

describe('a login by Keycloak’s own form', () => {
  it.each([
    ['anna', 'Анна Соколова', 'Специалист'],
    ['vera', 'Вера Лебедева', 'Руководитель'],
  ])('%s is shown with name and role', async (username, name, role) => {
    await person.logIn(username);
    expect(new URL(person.page.url()).pathname).toBe('/incidents');
    const box = person.page.locator('.person');
    expect(await box.textContent()).toContain(name);
    expect(await box.textContent()).toContain(role);
  });

  it('a supervisor’s rooms are closed to an agent', async () => {
    await person.logIn('anna');
    const response = await person.page.goto(`${inject('consoleBase')}/settings`);
    expect([403, 404]).toContain(response?.status());
  });

  it('a second window of the same browser needs no password', async () => {
    await person.logIn('anna');
    await person.page.context().clearCookies({ name: /^helpdesk_session/ });
    await person.open('/incidents');
    expect(await person.isAskedToLogIn()).toBe(false);
    expect(await person.page.locator('.person').textContent()).toContain('Анна Соколова');
  });
});

describe('roles are taken at every login', () => {
  it('who has none is turned away; given and taken ones hold from the next login on', async () => {
    await admin.create('/users', {
      ...{ username: 'zoya', enabled: true, firstName: 'Зоя', lastName: 'Новикова' },
      ...{ email: 'zoya@helpdesk.example', emailVerified: true },
      credentials: [{ type: 'password', value: 'helpdesk', temporary: false }],
    });
    const holder = `users/${await admin.userId('zoya')}`;
    expect(await logInAs('zoya')).toContain('нет роли');

    await admin.setRole(holder, 'User', true);
    expect(await logInAs('zoya')).toContain('Специалист');

    await admin.setRole(holder, 'Supervisor', true);
    expect(await logInAs('zoya')).toContain('Руководитель');

    await admin.setRole(holder, 'Supervisor', false);
    await admin.setRole(holder, 'User', false);
    expect(await logInAs('zoya')).toContain('нет роли');
  });

  it('a role of a group is its members’', async () => {
    const { id } = (await admin.call('GET', '/group-by-path/sales')) as { id: string };
    expect(await logInAs('gleb')).toContain('Специалист');
    await admin.setRole(`groups/${id}`, 'Supervisor', true);
    expect(await logInAs('gleb')).toContain('Руководитель');
    await admin.setRole(`groups/${id}`, 'Supervisor', false);
    expect(await logInAs('gleb')).toContain('Специалист');
  });
});
