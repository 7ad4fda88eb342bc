import type { Page } from 'playwright-core';

/** A colleague changes a customer while somebody is at it: both changes are shown. */
export async function clash(page: Page): Promise<void> {
  const colleague = await page.context().newPage();
  await colleague.goto(page.url());
  await change(colleague, 'cust-changed@mail.example');
  await colleague.close();
  await change(page, 'new-address@mail.example');
}

async function change(page: Page, email: string): Promise<void> {
  await page.locator('input[type=email]').first().fill(email);
  await page.locator('main form button[type=submit]').last().click();
  await page.waitForLoadState('load');
}
