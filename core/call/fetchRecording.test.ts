import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { inboundContact } from '../contact/contact.fixture.ts';
import { workContact } from '../contact/workContact.ts';
import { NoAnswer, NotFound, Refused } from '../errors.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { fetchRecording } from './fetchRecording.ts';
import { recordCall } from './recordCall.ts';
import { readSources, sourceOf } from './recordingSources.ts';

const ALL: Actor = { kind: 'service', id: 'test', roles: [] };
let house: TestHouse;
let allowed: Awaited<ReturnType<typeof serve>>;
let secret: Awaited<ReturnType<typeof serve>>;
const asked: string[] = [];

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, close: () => new Promise((resolve) => server.close(resolve)) };
}

beforeAll(async () => {
  secret = await serve((req, res) => {
    asked.push(`secret ${req.url}`);
    res.setHeader('content-type', 'audio/mpeg').end('inside');
  });
  allowed = await serve((req, res) => {
    asked.push(`${req.headers.authorization} ${req.url}`);
    if (req.url === '/inside') return res.writeHead(302, { location: `${secret.origin}/` }).end();
    if (req.url === '/moved') return res.writeHead(302, { location: '/voice.mp3' }).end();
    if (req.url === '/round') return res.writeHead(302, { location: '/round' }).end();
    if (req.url === '/page') return res.setHeader('content-type', 'text/html').end('<script>');
    if (req.url === '/down') return res.writeHead(503).end();
    return res.setHeader('content-type', 'audio/mpeg; x=1').end('sound');
  });
  const RECORDING_SOURCES = readSources(allowed.origin.replace('//', '//pbx:p%40ss@'));
  house = await openTestHouse({ RECORDING_SOURCES });
});
afterAll(async () => {
  await house.close();
  await Promise.all([allowed.close(), secret.close()]);
});

async function recorded(recordingUrl: string): Promise<string> {
  const contact = inboundContact({ kind: 'call' });
  const { contactId } = await house.ctx.intake.accept('pbx', contact);
  await workContact(house.ctx, contactId);
  await recordCall(house.ctx, 'pbx', {
    account: contact.account,
    callId: contact.externalId,
    type: 'recorded',
    direction: 'in',
    from: null,
    to: null,
    queue: null,
    agentExtension: null,
    endReason: null,
    recordingUrl,
    occurredAt: new Date(),
  });
  const call = await house.ctx.db
    .selectFrom('call')
    .select('id')
    .where('call_id', '=', contact.externalId)
    .executeTakeFirstOrThrow();
  return call.id;
}
const fetched = async (url: string) => fetchRecording(house.ctx, ALL, await recorded(url));

describe('a recording', () => {
  it.each(['/voice.mp3', '/moved'])('comes through us from %s with the login of its source', async (path) => {
    const recording = await fetched(allowed.origin + path);
    expect(recording.mimeType).toBe('audio/mpeg');
    expect(await new Response(recording.body).text()).toBe('sound');
    expect(asked.at(-1)).toBe(`Basic ${Buffer.from('pbx:p@ss').toString('base64')} /voice.mp3`);
  });

  it('is never fetched from elsewhere, not even by way of a redirect', async () => {
    for (const url of [`${secret.origin}/x`, `${allowed.origin}/inside`, 'file:///etc/passwd', 'nonsense'])
      await expect(fetched(url)).rejects.toMatchObject({ code: 'recording.source' });
    expect(asked.filter((each) => each.startsWith('secret'))).toEqual([]);
  });

  it('that is a page, goes round in circles, or is away, is told apart', async () => {
    await expect(fetched(`${allowed.origin}/page`)).rejects.toBeInstanceOf(Refused);
    await expect(fetched(`${allowed.origin}/round`)).rejects.toMatchObject({ code: 'recording.redirects' });
    await expect(fetched(`${allowed.origin}/down`)).rejects.toBeInstanceOf(NoAnswer);
  });

  it('is for who sees the call', async () => {
    const id = await recorded(`${allowed.origin}/voice.mp3`);
    await house.ctx.db
      .updateTable('servicerequest')
      .set({ status: 'ORDERING', triage_reasons: [] })
      .execute();
    const stranger: Actor = { kind: 'user', id: 'nobody', roles: ['User'] };
    await expect(fetchRecording(house.ctx, stranger, id)).rejects.toBeInstanceOf(NotFound);
  });
});

describe('the allow-list', () => {
  it('names the entry at fault and never quotes it', () => {
    expect(() => readSources('https://a.example, https://u:secret@b.example/path')).toThrow(/^entry 2 /);
    expect(() => readSources('ftp://u:secret@b.example')).toThrow(/^(?!.*secret)/);
  });

  it('compares scheme, host and port, and takes no login from a URL', () => {
    const sources = readSources('https://pbx.example');
    expect(sourceOf('https://pbx.example/a?b', sources)).toBeDefined();
    for (const url of [
      'http://pbx.example/a',
      'https://pbx.example:8443/a',
      'https://pbx.example.evil.example/a',
      'https://pbx.example@evil.example/a',
      'https://me:x@pbx.example/a',
    ])
      expect(sourceOf(url, sources)).toBeUndefined();
  });
});
