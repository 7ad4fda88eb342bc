import { CloudEvent, HTTP } from 'cloudevents';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { faultyFields } from '../../edge/problem.fixture.ts';
import { esb } from '../index.ts';
import batch from '../payloads/batch.json' with { type: 'json' };
import binary from '../payloads/binary.json' with { type: 'json' };
import structured from '../payloads/structured.json' with { type: 'json' };

const STRUCTURED = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';

function open() {
  const deps = recordDeps();
  const { routes } = esb.create({ ESB_TOKEN: 'dev-esb' }, deps);
  const post = (body: string, headers: Record<string, string>) =>
    routes.request('/events', {
      method: 'POST',
      body,
      headers: { authorization: 'Bearer dev-esb', ...headers },
    });
  const postAs = (type: string, body: unknown) => post(JSON.stringify(body), { 'content-type': type });
  return { deps, post, postAs };
}

describe('structured mode', () => {
  it.each([STRUCTURED, 'application/cloudevents+json;charset=utf-8', 'Application/CloudEvents+JSON'])(
    'as %s becomes a contact',
    async (type) => {
      const { deps, postAs } = open();
      const response = await postAs(type, structured);
      expect(response.status).toBe(202);
      expect(await response.json()).toEqual({
        accepted: [{ id: 'b1b1d0c2-7a0e-4a51-9a38-2f6f4c1f7e01', contactId: 'contact-1', duplicate: false }],
      });
      expect(deps.contacts).toEqual([
        {
          account: '/billing/self-care',
          externalId: 'b1b1d0c2-7a0e-4a51-9a38-2f6f4c1f7e01',
          kind: 'event',
          thread: null,
          address: null,
          identity: null,
          sender: '8 (916) 000-00-07',
          rung: 'CUSTOMER_MATCH',
          serviceId: 'internet-home',
          queue: null,
          text: 'Не работает интернет',
          occurredAt: new Date('2025-11-24T07:15:30Z'),
          raw: structured,
        },
      ]);
    },
  );

  it('delivered again is the same contact; the same id of another source is not', async () => {
    const { deps, postAs } = open();
    await postAs(STRUCTURED, structured);
    const again = await postAs(STRUCTURED, structured);
    expect(again.status).toBe(202);
    expect(await again.json()).toMatchObject({ accepted: [{ contactId: 'contact-1', duplicate: true }] });
    const other = await postAs(STRUCTURED, { ...structured, source: '/other' });
    expect(await other.json()).toMatchObject({ accepted: [{ contactId: 'contact-2', duplicate: false }] });
    expect(deps.contacts).toHaveLength(2);
  });

  it('is read as the SDK of CloudEvents writes it', async () => {
    const { deps, post } = open();
    const event = new CloudEvent({
      type: 'helpdesk.contact.v1',
      source: '/sdk',
      id: 'sdk-1',
      data: { phone: '+79160000011', text: 'Привет' },
    });
    for (const message of [HTTP.structured(event), HTTP.binary(event)]) {
      const response = await post(String(message.body), message.headers as Record<string, string>);
      expect(response.status).toBe(202);
    }
    expect(deps.contacts).toHaveLength(1);
    expect(deps.contacts[0]).toMatchObject({ account: '/sdk', externalId: 'sdk-1', sender: '+79160000011' });
  });
});

describe('binary mode', () => {
  it('becomes a contact, its headers unquoted and percent-decoded', async () => {
    const { deps, post } = open();
    const response = await post(`\n ${JSON.stringify(binary.data)}`, binary.headers);
    expect(response.status).toBe(202);
    expect(deps.contacts[0]).toMatchObject({
      account: 'urn:esb:mnp',
      externalId: 'mnp 42',
      sender: '+79160000010',
      text: 'Перенос номера',
      serviceId: null,
      occurredAt: new Date('2025-11-24T07:15:30Z'),
      raw: { subject: 'Перенос', region: 'Moscow "East"', data: binary.data },
    });
    expect(JSON.stringify(deps.contacts[0]?.raw)).not.toContain('dev-esb');
  });

  it('with escapes that are not UTF-8, or data that is not JSON, answers 400', async () => {
    const { post } = open();
    const body = JSON.stringify(binary.data);
    expect(await faultyFields(await post(body, { ...binary.headers, 'ce-id': '%ff' }))).toEqual(['ce-id']);
    const xml = { ...binary.headers, 'content-type': 'application/xml' };
    expect(await faultyFields(await post('<a/>', xml))).toEqual(['content-type']);
    expect(await faultyFields(await post('79160000007', binary.headers))).toEqual(['data']);
    expect(await faultyFields(await post('', binary.headers))).toEqual(['(body)']);
  });
});

describe('batch mode', () => {
  it('accepts all, in order, base64 data too', async () => {
    const { deps, postAs } = open();
    const response = await postAs(BATCH, batch);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({
      accepted: [
        { id: 'crm-1001', contactId: 'contact-1', duplicate: false },
        { id: 'crm-1002', contactId: 'contact-2', duplicate: false },
      ],
    });
    expect(deps.contacts.map(({ sender, text }) => [sender, text])).toEqual([
      ['+79160000008', 'Нет сигнала ТВ'],
      ['+79160000009', 'Переезд'],
    ]);
    expect(deps.contacts[1]?.raw).toMatchObject({ data: { phone: '+79160000009', text: 'Переезд' } });
  });

  it('with one bad event takes none, and names it', async () => {
    const { deps, postAs } = open();
    const [first, second] = batch;
    expect(await faultyFields(await postAs(BATCH, [first, { ...second, type: 'other' }]))).toEqual([
      '[1].type',
    ]);
    expect(await faultyFields(await postAs(BATCH, [first, 7]))).toEqual(['[1].(event)']);
    const noPhone = { ...first, data: { text: 'x' } };
    expect(await faultyFields(await postAs(BATCH, [first, first, noPhone]))).toEqual(['[2].data.phone']);
    expect(await faultyFields(await postAs(BATCH, first))).toEqual(['(body)']);
    expect(deps.contacts).toEqual([]);
  });

  it('starts all accepts before one is done, so that they share a commit', async () => {
    const deps = recordDeps();
    let waiting = 0;
    let release = () => {};
    const all = new Promise<void>((resolve) => {
      release = resolve;
    });
    const accept = deps.accept;
    deps.accept = async (contact) => {
      waiting += 1;
      if (waiting === batch.length) release();
      await all;
      return accept(contact);
    };
    const { routes } = esb.create({ ESB_TOKEN: 'dev-esb' }, deps);
    const headers = { authorization: 'Bearer dev-esb', 'content-type': BATCH };
    const response = await routes.request('/events', {
      method: 'POST',
      headers,
      body: JSON.stringify(batch),
    });
    expect(response.status).toBe(202);
  });

  it('empty accepts nothing', async () => {
    const { postAs } = open();
    const response = await postAs(BATCH, []);
    expect([response.status, await response.json()]).toEqual([202, { accepted: [] }]);
  });
});

describe('a bad event', () => {
  it.each([
    ['specversion', { specversion: undefined }],
    ['specversion', { specversion: '0.3' }],
    ['id', { id: undefined }],
    ['id', { id: '' }],
    ['id', { id: 'x'.repeat(256) }],
    ['source', { source: undefined }],
    ['source', { source: 'not a uri' }],
    ['type', { type: 'com.example.other' }],
    ['time', { time: 'yesterday' }],
    ['time', { time: '2016-12-31T23:59:60Z' }],
    ['data.phone', { data: { text: 'x' } }],
    ['data.phone', { data: { phone: 79160000007, text: 'x' } }],
    ['data.text', { data: { phone: '1' } }],
    ['data.serviceId', { data: { phone: '1', text: 'x', serviceId: 7 } }],
    ['data_base64', { data: undefined, data_base64: 'e30x' }],
    ['(event)', { Secret: 'x' }],
  ])('at fault in %s answers 400 and names it', async (field, change) => {
    const { deps, postAs } = open();
    expect(await faultyFields(await postAs(STRUCTURED, { ...structured, ...change }))).toEqual([field]);
    expect(deps.contacts).toEqual([]);
  });

  it('in no mode at all answers 400, in another format 415, too long 413', async () => {
    const { postAs } = open();
    expect(await faultyFields(await postAs('application/json', structured))).toEqual(['content-type']);
    expect((await postAs('application/cloudevents+xml', structured)).status).toBe(415);
    const long = { ...structured, data: { phone: '1', text: 'x'.repeat(1024 * 1024) } };
    expect((await postAs(STRUCTURED, long)).status).toBe(413);
  });

  it('with a wrong token answers 401', async () => {
    const { deps, post } = open();
    for (const authorization of ['', 'Bearer', 'Bearer dev-es', 'Basic dev-esb', 'dev-esb']) {
      const response = await post(JSON.stringify(structured), { 'content-type': STRUCTURED, authorization });
      expect(response.status).toBe(401);
    }
    expect(deps.contacts).toEqual([]);
  });

  it('leaves one warning, and no line holds personal data', async () => {
    const { deps, post, postAs } = open();
    await post('{"phone":"79160000007"', { 'content-type': STRUCTURED });
    await postAs(STRUCTURED, { ...structured, extension: undefined, Phone: '79160000007' });
    await postAs(STRUCTURED, { ...structured, source: 'tel: 79160000007' });
    await postAs(STRUCTURED, structured);
    const lines = deps.logged().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual([40, 40, 40]);
    for (const secret of ['9160000007', '000-00', 'интернет', 'dev-esb']) {
      expect(deps.logged()).not.toContain(secret);
    }
  });

  it('holds no NUL for the store to choke on', async () => {
    const { deps, postAs } = open();
    const data = { phone: '1\u0000', text: 'a\u0000\ud800', 'k\u0000': '\u0000' };
    await postAs(STRUCTURED, { ...structured, id: 'x\u0000', data });
    expect(deps.contacts[0]).toMatchObject({ externalId: 'x', sender: '1', text: 'a\ufffd' });
    expect(JSON.stringify(deps.contacts)).not.toMatch(/\\u0000|\\ud800/);
  });

  it('never is our fault: any JSON in any mode answers below 500', async () => {
    const { post, postAs } = open();
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue());
    const event = fc.record(
      {
        id: any,
        source: any,
        time: any,
        subject: any,
        data_base64: any,
        data: any,
        datacontenttype: any,
        x: any,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(event, fc.jsonValue()), async (change) => {
        const body = typeof change === 'object' ? { ...structured, ...change } : change;
        for (const response of [
          await postAs(STRUCTURED, body),
          await postAs(BATCH, [body]),
          await post(JSON.stringify(change), binary.headers),
        ]) {
          expect([202, 400]).toContain(response.status);
        }
      }),
      { numRuns: 200 },
    );
  });
});

it('when the store is down answers 503 with Retry-After', async () => {
  const { deps, postAs } = open();
  deps.failWith(new Unavailable('store.down', 'The store is down'));
  const response = await postAs(BATCH, batch);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
});
