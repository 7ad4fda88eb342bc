import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from './testing/openConsole.ts';
import { PUBLIC_URL } from './testing/visitor.ts';

let house: TestConsole;
let annas: { requestId: string; incidentId: string };
let borises: { requestId: string; incidentId: string };

beforeAll(async () => {
  house = await openConsole();
  annas = await work('svc-internet', 'Нет интернета');
  borises = await work('svc-billing', 'Списали лишнее');
});
afterAll(() => house.close());

async function work(serviceId: string, text: string) {
  const requestId = await house.take({ sender: '+79160000007', serviceId, text });
  const incidentId = await house.advance(requestId);
  if (!incidentId) throw new Error('no incident was opened');
  return { requestId, incidentId };
}

describe('lists', () => {
  test('an agent sees only what is his', async () => {
    const anna = await house.visit('anna');
    for (const path of ['/requests?status=ALL', '/incidents']) {
      const page = await anna.read(path);
      expect(page).toContain('Нет интернета');
      expect(page).not.toContain('Списали лишнее');
    }
  });

  test('a supervisor sees the department, another one nothing of it', async () => {
    const vera = await (await house.visit('vera')).read('/incidents');
    expect(vera).toContain('Нет интернета');
    expect(vera).toContain('Списали лишнее');
    const dina = await (await house.visit('dina')).read('/incidents');
    expect(dina).not.toContain('Нет интернета');
    expect(dina).toContain('Открытых инцидентов нет');
  });

  test('a supervisor filters by agent', async () => {
    const page = await (await house.visit('vera')).read('/incidents?assignee=boris');
    expect(page).not.toContain('Нет интернета');
    expect(page).toContain('Списали лишнее');
  });

  test('a filter that finds nothing is named, with the way out of it', async () => {
    const page = await (await house.visit('vera')).read('/incidents?assignee=boris&category=WAITING');
    expect(page).toContain('Этап: Ожидание, Исполнитель: Борис Кузнецов');
    expect(page).toContain('href="/incidents?state=open"');
  });
});

describe('cards', () => {
  test('a colleague’s request and incident are not found', async () => {
    const boris = await house.visit('boris');
    for (const path of [`/requests/${annas.requestId}`, `/incidents/${annas.incidentId}`]) {
      const response = await boris.get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('Такой страницы нет');
    }
    expect((await boris.get(`/requests/${borises.requestId}`)).status).toBe(200);
  });

  test('nor can he move or close them', async () => {
    const boris = await house.visit('boris');
    const move = await boris.post(`/incidents/${annas.incidentId}/move`, { step: 'diagnose' });
    expect(move.status).toBe(404);
    const close = await boris.post(`/requests/${annas.requestId}/close`, { reason: 'SPAM' });
    expect(close.status).toBe(404);
    const request = await house.db
      .selectFrom('servicerequest')
      .select('status')
      .where('id', '=', annas.requestId)
      .executeTakeFirstOrThrow();
    expect(request.status).toBe('IN_PROGRESS');
  });

  test('an id that is none is not found', async () => {
    expect((await (await house.visit('anna')).get('/requests/nonsense')).status).toBe(404);
  });
});

describe('without a session', () => {
  test.each(['/', '/requests?q=1', '/incidents', '/ledger'])(
    '%s leads to the login and back',
    async (path) => {
      const response = await (await house.visit()).get(path);
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe(`/auth/login?${new URLSearchParams({ returnTo: path })}`);
    },
  );

  test.each<[string, string, Record<string, string>]>([
    ['a refreshing part', '/requests', { 'hx-request': 'true' }],
    ['the line', '/live', { accept: 'text/event-stream' }],
    ['the line, whatever it says it is', '/live', { 'sec-fetch-mode': 'navigate' }],
    ['the count in the menu', '/live/waiting', {}],
    ['what a script fetches', '/requests', { 'sec-fetch-mode': 'cors' }],
    ['a picture', '/attachments/x', { 'sec-fetch-mode': 'no-cors', accept: 'image/*' }],
    ['what says not what it wants', '/requests', { accept: '*/*' }],
  ])('%s starts no login', async (_, path, headers) => {
    const response = await (await house.visit()).get(path, headers);
    expect(response.status).toBe(401);
    // A page that reloads by itself would start the login all the same.
    expect(response.headers.has('hx-refresh')).toBe(false);
    expect(response.headers.has('location')).toBe(false);
  });

  test('nor does what a page says by itself', async () => {
    const said = await (await house.visit()).post('/live/presence', { subject: 'request:x', tab: 'x' });
    expect(said.status).toBe(401);
  });

  test.each([
    ['the page it was on', `${PUBLIC_URL}/requests/new?q=7`, '/requests/new?q=7'],
    ['the card, from the answer to a refused form', 'CARD/reply', 'CARD'],
    ['the start, from elsewhere', 'https://elsewhere.example/requests', '/'],
    ['the start, from nowhere', 'about:blank', '/'],
  ])('a form sent after the session ended changes nothing and leads back to %s', async (_, from, back) => {
    const card = `/requests/${annas.requestId}`;
    const referer = from.replace('CARD', PUBLIC_URL + card);
    const response = await (await house.visit()).post(`${card}/close`, { reason: 'SPAM' }, { referer });
    expect(response.status).toBe(303);
    const returnTo = back.replace('CARD', card);
    expect(response.headers.get('location')).toBe(`/auth/login?${new URLSearchParams({ returnTo })}`);
  });
});

test('who has no role is told so', async () => {
  const response = await (await house.visit('nobody')).get('/requests');
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('нет роли');
});

test('a program that strays here gets a problem document', async () => {
  const response = await (await house.visit('anna')).get('/nothing', { accept: 'application/json' });
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
});
