import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from './testing/openConsole.ts';
import { PUBLIC_URL } from './testing/visitor.ts';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
});
afterAll(() => house.close());

describe('a form from elsewhere', () => {
  test.each([
    ['foreign origin', { origin: 'https://evil.example' }],
    ['no origin', { origin: '' }],
    ['opaque origin', { origin: 'null' }],
    ['our name on another scheme', { origin: PUBLIC_URL.replace('http:', 'https:') }],
  ])('%s is refused', async (_name, headers) => {
    const id = await house.take({ sender: 'anonymous' });
    const response = await (await house.visit('anna')).post(
      `/requests/${id}/close`,
      { reason: 'SPAM' },
      headers,
    );
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('не с нашей страницы');
    const request = await house.db
      .selectFrom('servicerequest')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(request.status).toBe('TRIAGE');
  });
});

test('what people wrote is text, wherever it is shown', async () => {
  const text = '<script>alert("x")</script>';
  const sender = '<img src=x onerror=alert(1)>';
  const id = await house.take({ sender, text, thread: 'chat', queue: '"><svg onload=alert(1)>' });
  const named = await house.take({ sender: '+79160000013', identity: '13', serviceId: 'svc-internet', text });
  const incidentId = await house.advance(named);
  const anna = await house.visit('anna');
  const paths = [
    '/requests',
    '/requests?status=ALL',
    `/requests/${id}`,
    `/requests/${id}?q=${encodeURIComponent(text)}`,
    `/requests/${id}/customers?q=${encodeURIComponent('<img')}`,
    `/requests?q=${encodeURIComponent('"><script>alert(1)</script>')}`,
    `/requests/${named}`,
    `/incidents/${incidentId}`,
    '/incidents',
  ];
  for (const path of paths) {
    const page = await anna.read(path);
    expect(page, path).not.toMatch(/<script>|<img|<svg onload/);
  }
  expect(await anna.read(`/requests/${id}`)).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
});

test('pages carry their policy, allow no inline code and are kept by nobody', async () => {
  const response = await (await house.visit('anna')).get('/requests');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("form-action 'self' http://127.0.0.1:9");
  expect(policy).not.toMatch(/unsafe/);
  expect(response.headers.get('referrer-policy')).toBe('same-origin');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('strict-transport-security')).toBeNull();
  expect(await response.text()).not.toMatch(/ style=| on[a-z]+=|<script(?! src=)/);
});

test('on https there is HSTS and the cookie is bound to the host', async () => {
  const secure = await openConsole({ env: { PUBLIC_URL: 'https://helpdesk.test' } });
  const response = await (await secure.visit()).get('/requests');
  expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
  await secure.close();
});

test('refusals are logged without what was asked', async () => {
  await (await house.visit('anna')).get('/requests/8-916-000-00-07?q=+79160000007');
  expect(house.logged.join()).not.toContain('916');
});
