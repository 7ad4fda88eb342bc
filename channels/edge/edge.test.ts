import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../core/contact/cleanText.ts';
import { problemHandler } from '../../core/problem.ts';
import { cleanJson } from './clean.ts';
import { recordDeps } from './deps.fixture.ts';
import { limitBody } from './limitBody.ts';
import { faultyFields } from './problem.fixture.ts';
import { readFields } from './readBody.ts';
import { requireSecret, sameSecret } from './secret.ts';

describe('sameSecret', () => {
  it('is true for the same text only', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (given, expected) => {
        expect(sameSecret(given, expected)).toBe(given === expected);
        expect(sameSecret(expected, expected)).toBe(true);
      }),
    );
  });

  it('takes an absent secret for wrong even where ours is empty', () => {
    expect(sameSecret(undefined, '')).toBe(false);
  });
});

describe('cleanText', () => {
  it('drops NUL, replaces lone surrogates and keeps whole ones', () => {
    expect(cleanText('Не\0т \ud83d\ude00 \ud800x')).toBe('Нет 😀 \ufffdx');
  });

  it('leaves nothing that PostgreSQL refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\udc00', '\ud800'), (text, bad) => {
        const clean = cleanText(`${bad}${text}${bad}`);
        expect(clean).not.toContain('\0');
        expect(clean).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});

describe('cleanJson', () => {
  it('cleans keys and values, and keeps a __proto__ key as data', () => {
    const value = JSON.parse('{"a\\u0000": ["b\\u0000", 1, null], "__proto__": {"c": "\\ud800"}}');
    expect(JSON.stringify(cleanJson(value))).toBe('{"a":["b",1,null],"__proto__":{"c":"\ufffd"}}');
  });

  it('answers any JSON value with its equal, when there is nothing to clean', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: true }), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        fc.pre(!JSON.stringify(plain).includes('\\u0000'));
        expect(cleanJson(plain)).toEqual(plain);
      }),
    );
  });
});

describe('a guarded route', () => {
  function guarded() {
    const deps = recordDeps();
    const app = new Hono();
    app.onError(problemHandler(deps.log));
    app.post(
      '/',
      requireSecret('s3cret', (c) => c.req.header('x-secret')),
      limitBody(100),
      async (c) => c.json(await readFields(c)),
    );
    return { app, deps };
  }
  const headers = { 'x-secret': 's3cret', 'content-type': 'application/json' };

  it('refuses before it reads the body', async () => {
    const { app } = guarded();
    const response = await app.request('/', { method: 'POST', body: 'x'.repeat(1000) });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('answers 413 with a problem document, the length announced or not', async () => {
    const { app } = guarded();
    const body = JSON.stringify({ text: 'x'.repeat(100) });
    const announced = { ...headers, 'content-length': String(body.length) };
    for (const given of [headers, announced]) {
      const response = await app.request('/', { method: 'POST', headers: given, body });
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({
        status: 413,
        title: 'The body is longer than 100 bytes',
      });
    }
  });

  it('names the body when it does not parse, is no object or is nested without end', async () => {
    const { app, deps } = guarded();
    for (const body of ['{"phone": 79160000007', '[1]', 'null', '"79160000007"', `${'{"a":'.repeat(10)}`]) {
      const response = await app.request('/', { method: 'POST', headers, body });
      expect(await faultyFields(response)).toEqual(['(body)']);
    }
    expect(deps.logged().split('\n').filter(Boolean)).toHaveLength(5);
    expect(deps.logged()).not.toContain('79160000007');
    expect(() => cleanJson(JSON.parse('['.repeat(5000) + ']'.repeat(5000)))).toThrow('Nested deeper');
  });

  it('reads forms of both kinds: lists stay lists and files are left out', async () => {
    const { app } = guarded();
    const urlencoded = new URLSearchParams([
      ['user[]', '101'],
      ['queue', 'ТВ'],
    ]);
    const first = await app.request('/', {
      method: 'POST',
      headers: { 'x-secret': 's3cret' },
      body: urlencoded,
    });
    expect(await first.json()).toEqual({ 'user[]': ['101'], queue: 'ТВ' });

    const broken = { 'x-secret': 's3cret', 'content-type': 'multipart/form-data; boundary=b' };
    const second = await app.request('/', { method: 'POST', headers: broken, body: '--c\r\nnonsense' });
    expect(second.status).toBe(400);
  });
});
