import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { NoAnswer, NotFound, Refused } from '../errors.ts';
import { factsOf } from './customer.ts';
import { CustomerChanged } from './customerChanged.ts';
import { createCustomerSystem } from './customerSystem.ts';
import { PhoneTaken } from './phoneTaken.ts';
import { readCustomer } from './tmf629.ts';

const KEY = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01';
const PHONE = '+79160000007';

type Body = Record<string, unknown>;
interface Call {
  method: string;
  url: URL;
  ifMatch: string | undefined;
  body: Body | undefined;
}
type Answer = { status?: number; body?: unknown; etag?: string; total?: number; lose?: boolean };

let stop: () => Promise<void> = async () => undefined;
afterEach(() => stop());

/** A customer system that answers as it is told; `lose` does not answer at all. */
async function serve(answer: (call: Call) => Answer) {
  const calls: Call[] = [];
  const server = createServer(async (req, res) => {
    const call = await readCall(req);
    calls.push(call);
    send(res, answer(call));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  return { calls, system: createCustomerSystem({ baseUrl, timeoutMs: 1000, cacheSeconds: 60 }) };
}

async function readCall(req: IncomingMessage): Promise<Call> {
  let text = '';
  for await (const chunk of req) text += String(chunk);
  return {
    method: req.method ?? '',
    url: new URL(req.url ?? '/', 'http://x'),
    ifMatch: req.headers['if-match'],
    body: text === '' ? undefined : (JSON.parse(text) as Body),
  };
}

function send(res: ServerResponse, { status = 200, body, etag, total, lose }: Answer): void {
  if (lose) return void res.destroy();
  if (etag) res.setHeader('etag', etag);
  if (total !== undefined) res.setHeader('x-total-count', String(total));
  res.writeHead(status).end(body === undefined ? '' : JSON.stringify(body));
}

const failure = (call: Promise<unknown>) => call.then(() => undefined).catch((error: unknown) => error);
const sent = (calls: Call[], method: string) => calls.filter((call) => call.method === method);
const bodyOf = (name: string, phone = PHONE): Body => ({
  id: '7',
  name,
  contactMedium: [{ mediumType: 'mobile', characteristic: { phoneNumber: phone } }],
});
const FACTS = factsOf(readCustomer(bodyOf('Иванова')));

describe('list', () => {
  it('asks for a part, and reads how many there are', async () => {
    const { calls, system } = await serve(() => ({ body: [bodyOf('Иванова')], total: 1001 }));
    const page = await system.list({ offset: 50, limit: 25 });
    expect(page).toMatchObject({ total: 1001, customers: [{ id: '7' }] });
    expect(calls[0]?.url.search).toBe('?offset=50&limit=25');
  });

  it('of a system that does not count has no total', async () => {
    const { system } = await serve(() => ({ body: [] }));
    expect(await system.list({ offset: 0, limit: 25 })).toEqual({ total: null, customers: [] });
  });
});

describe('create', () => {
  it('looks first, then posts once, and the next contact finds him', async () => {
    let made: Body | undefined;
    const { calls, system } = await serve(({ method, body }) => {
      if (method !== 'POST') return { body: made ? [made] : [] };
      made = { ...body, id: '9' };
      return { status: 201, body: made };
    });
    expect(await system.findByPhone(PHONE)).toEqual([]);
    const customer = await system.create({ facts: FACTS, key: KEY, shared: false });
    expect(customer).toMatchObject({ id: '9', ...FACTS });
    expect((await system.findByPhone(PHONE)).map((each) => each.id)).toEqual(['9']);
    expect(await system.get('9')).toEqual(customer);
    expect(sent(calls, 'POST')).toHaveLength(1);
  });

  it.each([
    ['as a characteristic', (body: Body) => ({ ...body, engagedParty: undefined })],
    ['as the party', (body: Body) => ({ ...body, characteristic: undefined })],
  ])('whose answer is lost makes no second customer, the key kept %s', async (_where, keep) => {
    const stored: Body[] = [];
    const { calls, system } = await serve(({ method, body = {} }) => {
      if (method !== 'POST') return { body: stored };
      stored.push({ ...keep(body), id: '9' });
      return { lose: true };
    });
    const creation = { facts: FACTS, key: KEY, shared: false };
    expect(await system.create(creation)).toMatchObject({ id: '9' });
    expect(await system.create(creation)).toMatchObject({ id: '9' });
    expect(sent(calls, 'POST')).toHaveLength(1);
  });

  it('is not known where the system falls silent at once; the same key tries again', async () => {
    let silent = true;
    const stored: Body[] = [];
    const { calls, system } = await serve(({ method, body }) => {
      if (method === 'POST') stored.push({ ...body, id: '9' });
      if (silent && stored.length > 0) return { lose: true };
      return { body: stored };
    });
    const creation = { facts: FACTS, key: KEY, shared: false };
    expect(await failure(system.create(creation))).toBeInstanceOf(NoAnswer);
    silent = false;
    expect(await system.create(creation)).toMatchObject({ id: '9' });
    expect(sent(calls, 'POST')).toHaveLength(1);
  });

  it('of a number that is somebody’s needs the word that it may be shared', async () => {
    const { calls, system } = await serve(({ method, body }) =>
      method === 'POST' ? { status: 201, body: { ...body, id: '9' } } : { body: [bodyOf('Сосед')] },
    );
    const error = await failure(system.create({ facts: FACTS, key: KEY, shared: false }));
    expect(error).toBeInstanceOf(PhoneTaken);
    expect((error as PhoneTaken).owners.map((each) => each.name)).toEqual(['Сосед']);
    expect(JSON.stringify(error) + String(error)).not.toContain('Сосед');
    expect(sent(calls, 'POST')).toHaveLength(0);
    expect(await system.create({ facts: FACTS, key: KEY, shared: true })).toMatchObject({ id: '9' });
  });

  it('that is refused tells in whose words', async () => {
    const { system } = await serve(({ method }) =>
      method === 'POST' ? { status: 422, body: { code: 'NO', reason: 'Имя запрещено' } } : { body: [] },
    );
    const error = await failure(system.create({ facts: FACTS, key: KEY, shared: false }));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ detail: 'NO: Имя запрещено' });
  });
});

describe('update', () => {
  const wanted = { ...FACTS, name: 'Петрова' };
  const { version } = readCustomer(bodyOf('Иванова'));

  it('gives the system’s own ETag back, and what was written is what is known', async () => {
    let stored = bodyOf('Иванова');
    const { calls, system } = await serve(({ method, body }) => {
      if (method === 'PATCH') stored = { ...stored, ...body };
      return { body: stored, etag: '"v1"' };
    });
    expect(await system.get('7')).toMatchObject({ name: 'Иванова' });
    const { before, after } = await system.update('7', { facts: wanted, version });
    expect([before.name, after.name]).toEqual(['Иванова', 'Петрова']);
    expect(await system.get('7')).toEqual(after);
    expect(sent(calls, 'PATCH')).toMatchObject([{ ifMatch: '"v1"', body: { name: 'Петрова' } }]);
  });

  it.each([undefined, 'W/"v1"'])('without a strong ETag (%s) goes without If-Match', async (etag) => {
    const { calls, system } = await serve(() => ({ body: bodyOf('Иванова'), ...(etag && { etag }) }));
    await system.update('7', { facts: wanted, version });
    expect(sent(calls, 'PATCH')).toMatchObject([{ ifMatch: undefined }]);
  });

  it('of what is no longer so is refused, and nothing is sent', async () => {
    const { calls, system } = await serve(() => ({ body: bodyOf('Сидорова') }));
    const error = await failure(system.update('7', { facts: wanted, version }));
    expect(error).toBeInstanceOf(CustomerChanged);
    expect((error as CustomerChanged).current.name).toBe('Сидорова');
    expect(JSON.stringify(error) + String(error)).not.toContain('Сидорова');
    expect(sent(calls, 'PATCH')).toEqual([]);
    expect((await system.get('7')).name).toBe('Сидорова');
  });

  it.each([409, 412])(
    'that somebody slipped in before (%i) is told with what is there now',
    async (status) => {
      let name = 'Иванова';
      const { system } = await serve(({ method }) => {
        if (method !== 'PATCH') return { body: bodyOf(name), etag: '"v1"' };
        name = 'Сидорова';
        return { status };
      });
      const error = await failure(system.update('7', { facts: wanted, version }));
      expect(error).toBeInstanceOf(CustomerChanged);
      expect((error as CustomerChanged).current.name).toBe('Сидорова');
    },
  );

  it('whose answer is lost is looked up, and done again where it was not done', async () => {
    let stored = bodyOf('Иванова');
    let through = true;
    const { calls, system } = await serve(({ method, body }) => {
      if (method !== 'PATCH') return { body: stored };
      if (through) stored = { ...stored, ...body };
      return { lose: true };
    });
    expect((await system.update('7', { facts: wanted, version })).after.name).toBe('Петрова');
    // Sent once more by somebody who never heard of it: it is so already.
    expect((await system.update('7', { facts: wanted, version })).after.name).toBe('Петрова');
    expect(sent(calls, 'PATCH')).toHaveLength(1);
    [stored, through] = [bodyOf('Иванова'), false];
    expect(await failure(system.update('7', { facts: wanted, version }))).toBeInstanceOf(NoAnswer);
  });

  it.each([404, 410])('of who is gone (%i)', async (status) => {
    const { system } = await serve(({ method }) =>
      method === 'PATCH' ? { status } : { body: bodyOf('Иванова') },
    );
    expect(await failure(system.update('7', { facts: wanted, version }))).toBeInstanceOf(NotFound);
    expect(await failure(system.update('..', { facts: wanted, version }))).toBeInstanceOf(NotFound);
  });

  it('to another number is found there, and no more at the old one', async () => {
    let stored = bodyOf('Иванова');
    const { system } = await serve(({ method, url, body }) => {
      if (method === 'PATCH') stored = { ...stored, ...body };
      const phone = url.searchParams.get('contactMedium.characteristic.phoneNumber');
      if (phone === null) return { body: stored };
      return { body: readCustomer(stored).phones.includes(phone) ? [stored] : [] };
    });
    expect(await system.findByPhone(PHONE)).toHaveLength(1);
    expect(await system.findByPhone('+79160000008')).toEqual([]);
    await system.update('7', { facts: { ...FACTS, phones: ['+79160000008'] }, version });
    expect(await system.findByPhone(PHONE)).toEqual([]);
    expect(await system.findByPhone('+79160000008')).toHaveLength(1);
  });
});

it('a look-up under way is answered, though what it read is not kept', async () => {
  let stored = bodyOf('Иванова');
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isFirst = true;
  const server = createServer(async (req, res) => {
    const call = await readCall(req);
    const answer = call.url.search.includes('phoneNumber') ? [stored] : stored;
    if (call.url.search.includes('phoneNumber') && isFirst) {
      isFirst = false;
      await held;
    }
    if (call.method === 'PATCH') stored = { ...stored, ...call.body };
    send(res, { body: call.method === 'PATCH' ? stored : answer });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () => new Promise((resolve) => void server.close(() => resolve()));
  const { port } = server.address() as AddressInfo;
  const system = createCustomerSystem({
    baseUrl: `http://127.0.0.1:${port}`,
    timeoutMs: 5000,
    cacheSeconds: 60,
  });
  const early = system.findByPhone(PHONE);
  const { version } = await system.get('7');
  await system.update('7', { facts: { ...FACTS, name: 'Петрова' }, version });
  release();
  expect((await early).map((each) => each.name)).toEqual(['Иванова']);
  expect((await system.findByPhone(PHONE)).map((each) => each.name)).toEqual(['Петрова']);
  server.closeAllConnections();
});
