import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Hono } from 'hono';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { problemHandler } from '../../core/problem.ts';
import { recordDeps } from './deps.fixture.ts';
import { limitBody } from './limitBody.ts';
import { problemOf } from './problem.fixture.ts';
import { readFields } from './readBody.ts';
import { requireTwilioSignature, twilioSignature } from './twilioSignature.ts';

const TOKEN = '12345';
const FORM = 'application/x-www-form-urlencoded';
const { getExpectedTwilioSignature: sdkSignature, validateRequest } = twilio;

/** The house behind a proxy: what it is called inside is not what Twilio calls. */
function open(publicUrl = 'https://helpdesk.example') {
  const app = new Hono();
  app.onError(problemHandler(recordDeps().log));
  app.on(['GET', 'POST'], '/hook', limitBody(1000), requireTwilioSignature(TOKEN, publicUrl), async (c) =>
    c.json(await readFields(c)),
  );
  return (path: string, signature: string | undefined, body?: string | URLSearchParams, type = FORM) =>
    app.request(`http://inner:8080${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      body,
      headers: { 'content-type': type, ...(signature && { 'x-twilio-signature': signature }) },
    });
}

describe('twilioSignature', () => {
  it('is what the SDK of Twilio computes and takes, for any form', () => {
    const values = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string(), { minLength: 1 }));
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), values),
        fc.webUrl({ withQueryParameters: true }),
        (form, url) => {
          const signature = twilioSignature(TOKEN, url, form);
          expect(signature).toBe(sdkSignature(TOKEN, url, form));
        },
      ),
    );
    expect(
      validateRequest(
        TOKEN,
        twilioSignature(TOKEN, 'https://a.example/x?y=1', {}),
        'https://a.example/x?y=1',
        {},
      ),
    ).toBe(true);
  });
});

describe('requireTwilioSignature', () => {
  const form = { Body: 'Не работает + & =', From: '+79160000007', MediaUrl0: '' };
  const url = 'https://helpdesk.example/hook?id=1&x=%27';
  const signature = sdkSignature(TOKEN, url, form);

  it('lets on what the SDK signed for the public address, and leaves the form readable', async () => {
    const response = await open()('/hook?id=1&x=%27', signature, new URLSearchParams(form));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(form);
  });

  it('signs a GET by its address, and a name given twice by both its values', async () => {
    const get = sdkSignature(TOKEN, 'https://helpdesk.example/hook?a=b', {});
    expect((await open()('/hook?a=b', get)).status).toBe(200);
    const twice = sdkSignature(TOKEN, 'https://helpdesk.example/hook', { a: ['2', '1'] });
    expect((await open()('/hook', twice, 'a=2&a=1')).status).toBe(200);
  });

  it.each([
    ['https://helpdesk.example', 'https://helpdesk.example:443/hook'],
    ['http://helpdesk.example', 'http://helpdesk.example:80/hook'],
    ['https://helpdesk.example:8443/desk', 'https://helpdesk.example:8443/desk/hook'],
    ['https://helpdesk.example:8443/desk', 'https://helpdesk.example/desk/hook'],
  ])('of %s takes %s for its own', async (publicUrl, called) => {
    const response = await open(publicUrl)(
      '/hook',
      sdkSignature(TOKEN, called, form),
      new URLSearchParams(form),
    );
    expect(response.status).toBe(200);
  });

  it('lets a JSON body on by its signed hash', async () => {
    const body = '\ufeff{"a":"б"}';
    const hash = createHash('sha256').update(body).digest('hex');
    const path = `/hook?bodySHA256=${hash}`;
    const signed = sdkSignature(TOKEN, `https://helpdesk.example${path}`, {});
    const ask = (sent: string) => open()(path, signed, sent, 'text/plain');
    expect(twilio.validateRequestWithBody(TOKEN, signed, `https://helpdesk.example${path}`, body)).toBe(true);
    expect((await ask(body)).status).toBe(200);
    expect((await ask(`${body} `)).status).toBe(401);
  });

  it.each([
    ['no signature', undefined, new URLSearchParams(form), FORM],
    ['another token', sdkSignature('other', url, form), new URLSearchParams(form), FORM],
    [
      'the inner address',
      sdkSignature(TOKEN, 'http://inner:8080/hook?id=1&x=%27', form),
      new URLSearchParams(form),
      FORM,
    ],
    ['another form', signature, new URLSearchParams({ ...form, From: '+79160000008' }), FORM],
    ['one field more', signature, new URLSearchParams({ ...form, z: '' }), FORM],
    ['a body that was not signed', sdkSignature(TOKEN, url, {}), '{"From":"1"}', 'application/json'],
  ])('refuses %s', async (_, given, body, type) => {
    const response = await open()('/hook?id=1&x=%27', given, body, type);
    expect(await problemOf(response)).toMatchObject({ status: 401, code: 'channel.secret' });
  });
});
