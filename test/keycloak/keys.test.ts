import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { createDirectory } from '../../core/user/directory.ts';
import { startBrowser } from '../harness/browser.ts';
import { needProgram } from '../harness/program.ts';
import { createKeycloakAdmin, type KeycloakAdmin } from './admin.ts';
import { ask, issuer, tokenOf } from './house.ts';
import { openPerson } from './person.ts';

const component = z.object({ id: z.string(), parentId: z.string(), providerId: z.string() });

let browser: Browser;
let admin: KeycloakAdmin;

beforeAll(async () => {
  browser = await startBrowser(needProgram('chromium').path);
  admin = createKeycloakAdmin(inject('keycloakBase'));
});
afterAll(() => browser.close());

/** Puts a new signing key before the present ones and takes those away, as after a leak. */
async function rotate(priority: number): Promise<void> {
  const type = 'org.keycloak.keys.KeyProvider';
  const found = z.array(component).parse(await admin.call('GET', `/components?type=${type}`));
  const former = found.filter((each) => each.providerId === 'rsa-generated');
  await admin.create('/components', {
    ...{ name: `rsa-${priority}`, providerId: 'rsa-generated', providerType: type },
    parentId: former[0]?.parentId,
    config: { priority: [String(priority)], algorithm: ['RS256'], keySize: ['2048'] },
  });
  for (const { id } of former) await admin.call('DELETE', `/components/${id}`);
}

it('after a rotation new tokens and new logins work at once, old tokens no more', async () => {
  const directory = createDirectory({
    ...{ adminUrl: `${inject('keycloakBase')}/admin/realms/helpdesk`, issuer: issuer() },
    ...{ clientId: 'helpdesk-console', clientSecret: 'dev-console', timeoutMs: 10_000 },
  });
  const anna = await admin.userId('anna');
  const old = await tokenOf('helpdesk-api', 'dev-api');
  expect((await ask('/users', old)).status).toBe(200);
  await directory.get(anna);
  const boris = await openPerson(browser);
  await boris.logIn('boris');

  await rotate(200);
  const login = await openPerson(browser);
  await login.logIn('anna');
  expect(await login.page.locator('.person').textContent()).toContain('Анна Соколова');
  const fresh = await tokenOf('helpdesk-api', 'dev-api');
  expect(kidOf(fresh)).not.toBe(kidOf(old));
  await untilTaken(fresh);
  expect((await ask('/users', old)).status).toBe(401);
  // The directory's own token was signed by the old key.
  expect((await directory.get(anna, { fresh: true })).username).toBe('anna');

  // Who is in stays in; a second rotation right after the first is taken as well.
  await boris.open('/incidents');
  expect(await boris.isAskedToLogIn()).toBe(false);
  await rotate(300);
  await login.page.context().clearCookies();
  await login.logIn('anna');
  expect(await login.page.locator('.person').textContent()).toContain('Анна Соколова');
  await untilTaken(await tokenOf('helpdesk-api', 'dev-api'));
  await login.close();
  await boris.close();
});

/** Keys are asked for every five seconds at the most, however many tokens name unknown ones. */
async function untilTaken(token: string): Promise<void> {
  await expect.poll(async () => (await ask('/users', token)).status, { timeout: 15_000 }).toBe(200);
}

function kidOf(token: string): unknown {
  const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
  return z.object({ kid: z.string() }).parse(header).kid;
}
