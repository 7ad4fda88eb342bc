import type { Page } from 'playwright-core';
import type { Made } from '../../test/access/row.ts';
import { clash } from './clash.ts';

/** One picture of docs/images. */
export interface Picture {
  name: string;
  /** Who sits at the screen; nobody: the page asks no one. */
  as?: 'anna' | 'vera';
  address: string;
  /** Of the window, in CSS pixels; a desk's where absent. */
  width?: number;
  height?: number;
  device?: 'phone';
  theme?: 'light' | 'dark';
  language?: 'en';
  /** What is done on the page before it is taken. */
  act?: (page: Page) => Promise<void>;
}

/** Every page of the console, and some as a phone, in the dark, or in English. @param made ids of a filled house. */
export function listPictures(made: Made): Picture[] {
  const card = `/requests/${made.requestId}`;
  const incident = `/incidents/${made.incidentId}`;
  const massIncident = `/mass-incidents/${made.massIncidentId}`;
  const customer = `/customers/${made.customerId}`;
  const policy = '/settings/sla/policy?service=svc-internet&priority=HIGH';
  return [
    { name: 'login', address: '/auth/login' },
    { name: 'board', as: 'vera', address: '/board' },
    { name: 'board-agent', as: 'anna', address: '/board' },
    { name: 'board-dark', as: 'vera', address: '/board?by=group', theme: 'dark' },
    { name: 'board-english', as: 'vera', address: '/board', language: 'en' },
    { name: 'board-phone', as: 'anna', address: '/board', device: 'phone' },
    { name: 'move', as: 'anna', address: '/board', act: openMoves },
    { name: 'move-phone', as: 'anna', address: '/board', device: 'phone', act: openMoves },
    { name: 'keys', as: 'anna', address: '/requests', act: (page) => page.keyboard.press('?') },
    { name: 'requests', as: 'anna', address: '/requests?status=ALL' },
    { name: 'requests-phone', as: 'anna', address: '/requests?status=ALL', device: 'phone' },
    { name: 'triage', as: 'vera', address: '/requests' },
    { name: 'triage-request', as: 'vera', address: `/requests/${made.triageId}` },
    { name: 'request', as: 'vera', address: card, height: 1000 },
    { name: 'request-phone', as: 'vera', address: card, device: 'phone' },
    { name: 'new-request', as: 'vera', address: `/requests/new?customerId=${made.customerId}`, height: 1000 },
    { name: 'incidents', as: 'vera', address: '/incidents' },
    { name: 'incident', as: 'vera', address: incident, height: 1000 },
    { name: 'incident-dark', as: 'vera', address: incident, height: 1000, theme: 'dark' },
    { name: 'customers', as: 'vera', address: '/customers' },
    { name: 'customer', as: 'vera', address: customer },
    { name: 'customer-new', as: 'vera', address: '/customers/new' },
    { name: 'customer-edit', as: 'vera', address: `${customer}/edit` },
    { name: 'customer-conflict', as: 'vera', address: `${customer}/edit`, act: clash },
    { name: 'showcase', as: 'vera', address: '/showcase?period=30d', height: 1400 },
    { name: 'showcase-dark', as: 'vera', address: '/showcase?period=30d', theme: 'dark' },
    { name: 'showcase-phone', as: 'vera', address: '/showcase?period=30d', device: 'phone' },
    { name: 'counted', as: 'vera', address: '/showcase/requests?figure=breached&period=30d' },
    { name: 'mass-incidents', as: 'vera', address: '/mass-incidents' },
    { name: 'mass-incident', as: 'vera', address: massIncident, height: 900 },
    { name: 'mass-incident-new', as: 'vera', address: '/mass-incidents/new' },
    { name: 'mass-incident-settings', as: 'vera', address: '/mass-incidents/settings' },
    { name: 'processes', as: 'vera', address: '/processes' },
    { name: 'process', as: 'vera', address: '/processes/fault' },
    { name: 'process-new', as: 'vera', address: '/processes/new' },
    { name: 'process-editor', as: 'vera', address: '/processes/fault/edit', height: 1000 },
    { name: 'quarantine', as: 'vera', address: '/quarantine' },
    { name: 'quarantined', as: 'vera', address: `/quarantine/${made.asideId}` },
    { name: 'ledger', as: 'vera', address: '/ledger' },
    { name: 'audit', as: 'vera', address: '/audit' },
    { name: 'routing', as: 'vera', address: '/settings/routing' },
    { name: 'rule', as: 'vera', address: `/settings/routing/${made.ruleId}` },
    { name: 'rule-new', as: 'vera', address: '/settings/routing/new' },
    { name: 'templates', as: 'vera', address: '/settings/templates' },
    { name: 'template', as: 'vera', address: '/settings/templates/closed/sms/ru' },
    { name: 'sla', as: 'vera', address: '/settings/sla' },
    { name: 'sla-policy', as: 'vera', address: policy },
    { name: 'calendar', as: 'vera', address: '/settings/sla/calendars/office', height: 1000 },
    { name: 'calendar-new', as: 'vera', address: '/settings/sla/calendars/new' },
    { name: 'groups', as: 'vera', address: '/settings/groups' },
    { name: 'group', as: 'vera', address: '/settings/groups/internet' },
    { name: 'simulator', address: '/sandbox/', width: 1440, height: 900, act: untilChat },
    { name: 'not-found', as: 'anna', address: '/requests/00000000-0000-7000-8000-000000000000' },
  ];
}

async function openMoves(page: Page): Promise<void> {
  await page.locator('[data-column=DOING] [data-card]').first().scrollIntoViewIfNeeded();
  await page.locator('[data-column=DOING] [data-move]').first().click();
  await page.locator('#board-dialog .board-steps').waitFor();
}

async function untilChat(page: Page): Promise<void> {
  await page.getByText('Спасибо').first().waitFor();
}
