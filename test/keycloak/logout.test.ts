import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { startBrowser } from '../harness/browser.ts';
import { needProgram } from '../harness/program.ts';
import { createKeycloakAdmin, type KeycloakAdmin } from './admin.ts';
import { openPerson, type TestPerson } from './person.ts';

let browser: Browser;
let admin: KeycloakAdmin;
let dina: TestPerson;

beforeAll(async () => {
  browser = await startBrowser(needProgram('chromium').path);
  admin = createKeycloakAdmin(inject('keycloakBase'));
});
afterAll(() => browser.close());
beforeEach(async () => {
  await admin.call('POST', `/users/${await admin.userId('dina')}/logout`);
  dina = await openPerson(browser);
  await dina.logIn('dina');
});
afterEach(() => dina.close());

it('signing out of the console ends the session at Keycloak too', async () => {
  const id = await admin.userId('dina');
  expect(await admin.countSessions(id)).toBe(1);
  await dina.page.getByRole('button', { name: 'Выйти' }).click();
  await dina.page.locator('#kc-form-login').waitFor();
  expect(await admin.countSessions(id)).toBe(0);
});

it('being signed out at Keycloak ends every session of the person here, and nobody else’s', async () => {
  const id = await admin.userId('dina');
  const elsewhere = await openPerson(browser);
  await elsewhere.logIn('dina');
  const boris = await openPerson(browser);
  await boris.logIn('boris');
  expect(await admin.countSessions(id)).toBe(2);

  await admin.call('POST', `/users/${id}/logout`);
  for (const person of [dina, elsewhere]) {
    await person.open('/incidents');
    expect(await person.isAskedToLogIn()).toBe(true);
  }
  await boris.open('/incidents');
  expect(await boris.isAskedToLogIn()).toBe(false);
  await elsewhere.close();
  await boris.close();
});
