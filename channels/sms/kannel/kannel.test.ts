import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { faultyFields } from '../../edge/problem.fixture.ts';
import { sms } from '../index.ts';
import utf8 from './payloads/kannel-get-utf8.json' with { type: 'json' };
import utf16 from './payloads/kannel-get-utf16be.json' with { type: 'json' };
import cp1251 from './payloads/kannel-post-cp1251.json' with { type: 'json' };
import postJson from './payloads/post-json.json' with { type: 'json' };

const TOKEN = { 'x-gateway-token': 'dev-sms' };

function open() {
  const deps = recordDeps();
  const { routes } = sms.create({ SMS_GATEWAY_TOKEN: 'dev-sms' }, deps);
  const get = (query: string, headers: Record<string, string> = TOKEN) =>
    routes.request(`/kannel?${query}`, { headers });
  const post = (body: string | FormData, contentType?: string, query = '') =>
    routes.request(`/kannel?${query}`, {
      method: 'POST',
      body,
      headers: contentType ? { ...TOKEN, 'content-type': contentType } : TOKEN,
    });
  return { deps, get, post };
}

async function expectEmpty200(response: Response) {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await response.text()).toBe('');
}

describe('a message from Kannel', () => {
  it('becomes a contact, and the answer is empty lest it go out as a reply', async () => {
    const { deps, get } = open();
    await expectEmpty200(await get(utf8.query));
    expect(deps.contacts).toEqual([
      {
        account: 'megafon-1',
        externalId: '3f0c7b1e-6f0a-4a5e-9d35-0b8f4c2e8a11',
        kind: 'message',
        thread: '+79160000007',
        address: '+79160000007',
        identity: '+79160000007',
        sender: '+79160000007',
        rung: 'SMS_SENDER',
        serviceId: null,
        queue: '0890',
        text: 'Не работает интернет',
        occurredAt: expect.any(Date),
        raw: {
          id: '3f0c7b1e-6f0a-4a5e-9d35-0b8f4c2e8a11',
          from: '+79160000007',
          to: '0890',
          text: 'Не работает интернет',
          charset: 'UTF-8',
          smsc: 'megafon-1',
        },
      },
    ]);
  });

  it('delivered again is the same contact, and 200', async () => {
    const { deps, get } = open();
    await expectEmpty200(await get(utf8.query));
    await expectEmpty200(await get(utf8.query));
    expect(deps.contacts).toHaveLength(1);
  });

  it('is decoded from its raw bytes by its charset', async () => {
    const { deps, get, post } = open();
    await expectEmpty200(await get(utf16.query));
    await expectEmpty200(await post(cp1251.body, cp1251.contentType));
    await expectEmpty200(await get('id=latin&from=1&text=caf%E9&charset=ISO-8859-1'));
    await expectEmpty200(await get('id=cp&from=1&text=%CD%E5%F2&charset=cp-1251'));
    await expectEmpty200(await get('id=koi&from=1&text=%EE%C5%D4&charset=KOI8-R'));
    await expectEmpty200(await get('id=ucs2&from=1&text=%04%1D%045%04B&charset=UCS-2'));
    await expectEmpty200(await get('id=none&from=1&text=%D0%9D%D0%B5%D1%82'));
    await expectEmpty200(await get('id=odd&from=1&text=%D0%9D%D0%B5%D1%82&charset=x-unheard-of'));
    const texts = deps.contacts.map((contact) => contact.text);
    expect(texts).toEqual(['Не работает', 'Не работает', 'café', 'Нет', 'Нет', 'Нет', 'Нет', 'Нет']);
    expect(deps.contacts[1]).toMatchObject({
      account: 'default',
      sender: '8(916)000-00-07',
      thread: '89160000007',
    });
  });

  it('is read from JSON, where the charset no longer matters', async () => {
    const { deps, post } = open();
    await expectEmpty200(await post(postJson.body, postJson.contentType));
    expect(deps.contacts[0]).toMatchObject({ externalId: 'json-1', text: 'Код: 0000' });
  });

  it('is read from multipart, and from a POST with everything in the query', async () => {
    const { deps, post } = open();
    const form = new FormData();
    for (const [name, value] of Object.entries({ id: 'm', from: '79160000007', text: 'Нет' }))
      form.set(name, value);
    await expectEmpty200(await post(form));
    await expectEmpty200(await post('Нет', 'text/plain', 'id=q&from=79160000007&text=%D0%94%D0%B0'));
    expect(deps.contacts.map(({ externalId, text }) => [externalId, text])).toEqual([
      ['m', 'Нет'],
      ['q', 'Да'],
    ]);
  });

  it.each([
    ['%2B7+%28916%29+000-00-07', '+7 (916) 000-00-07', '+79160000007', '+79160000007'],
    ['+79160000007', '+79160000007', '+79160000007', '+79160000007'],
    ['0890', '0890', '0890', '0890'],
    ['Sberbank+900', 'Sberbank 900', 'Sberbank 900', null],
    ['%D0%9C%D0%A2%D0%A1', 'МТС', 'МТС', null],
    ['***', '***', '***', null],
    ['%2B', '+', '+', null],
    ['', 'anonymous', null, null],
    ['+', 'anonymous', null, null],
  ])(
    'from=%s has one thread, and only a number is somebody to answer',
    async (from, sender, thread, address) => {
      const { deps, get } = open();
      await expectEmpty200(await get(`id=1&from=${from}&text=x`));
      const rung = address === null ? 'UNKNOWN' : 'SMS_SENDER';
      expect(deps.contacts[0]).toMatchObject({ sender, thread, address, identity: address, rung });
    },
  );

  it('may be empty, and holds no NUL', async () => {
    const { deps, get } = open();
    await expectEmpty200(await get('id=1&from=1&text='));
    await expectEmpty200(await get('id=2%00&from=1&text=a%00b'));
    expect(deps.contacts.map(({ externalId, text }) => [externalId, text])).toEqual([
      ['1', null],
      ['2', 'ab'],
    ]);
    expect(JSON.stringify(deps.contacts)).not.toContain('\\u0000');
  });
});

describe('the token', () => {
  it('may stand in the query or in the body, and is never kept', async () => {
    const { deps, get } = open();
    await expectEmpty200(await get(`${utf8.query}&token=dev-sms`, {}));
    const { routes } = sms.create({ SMS_GATEWAY_TOKEN: 'dev-sms' }, deps);
    const body = new URLSearchParams({ id: 'b', from: '1', text: 'x', token: 'dev-sms' });
    await expectEmpty200(await routes.request('/kannel', { method: 'POST', body }));
    expect(deps.contacts).toHaveLength(2);
    expect(JSON.stringify(deps.contacts)).not.toContain('dev-sms');
  });

  it('wrong or absent answers 401; a wrong header is not saved by the query', async () => {
    const { deps, get } = open();
    const attempts = [
      get(utf8.query, {}),
      get(`${utf8.query}&token=dev-smss`, {}),
      get(`${utf8.query}&token=dev-sms`, { 'x-gateway-token': 'other' }),
    ];
    for (const response of await Promise.all(attempts)) {
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
    expect(deps.contacts).toEqual([]);
  });
});

describe('a bad request', () => {
  it.each([
    ['id', 'from=1&text=x'],
    ['id', 'id=+&from=1&text=x'],
    ['from', 'id=1&text=x'],
    ['text', 'id=1&from=1'],
  ])('without %s answers 400 and names it', async (field, query) => {
    const { deps, get } = open();
    const response = await get(query);
    expect(await faultyFields(response)).toEqual([field]);
    expect(deps.contacts).toEqual([]);
  });

  it('with broken JSON answers 400, with an endless body 413', async () => {
    const { post } = open();
    expect((await post('{"id":', 'application/json')).status).toBe(400);
    const long = await post(`id=1&from=1&text=${'x'.repeat(64 * 1024)}`, 'application/x-www-form-urlencoded');
    expect(long.status).toBe(413);
    expect(await long.json()).toMatchObject({ status: 413 });
  });

  it('leaves one warning, and no line holds personal data', async () => {
    const { deps, get, post } = open();
    await get('from=%2B79160000007&text=secret-words');
    await post('{"from":"79160000007"', 'application/json');
    await get(utf8.query);
    const lines = deps.logged().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual([40, 40]);
    for (const secret of ['9160000007', 'secret-words', 'интернет', 'dev-sms']) {
      expect(deps.logged()).not.toContain(secret);
    }
  });

  it('never is our fault: any query and any JSON body answer below 500', async () => {
    const { get, post } = open();
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('%', '%0', '%ff%fe', '%00', '+'));
    await fc.assert(
      fc.asyncProperty(word, word, fc.jsonValue(), async (text, charset, json) => {
        const query = `id=1&from=1&text=${text.replace(/[&#]/g, '')}&charset=${charset.replace(/[&#]/g, '')}`;
        expect((await get(query)).status).toBe(200);
        expect([200, 400]).toContain((await post(JSON.stringify(json), 'application/json')).status);
      }),
      { numRuns: 300 },
    );
  });
});

it('when the store is down answers 503 with Retry-After', async () => {
  const { deps, get } = open();
  deps.failWith(new Unavailable('store.down', 'The store is down'));
  const response = await get(utf8.query);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
});
