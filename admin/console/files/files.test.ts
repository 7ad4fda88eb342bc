import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';
import { addCall, addFile } from '../testing/rows.ts';

let house: TestConsole;
let pbx: Server;
let origin: string;
/** Seen by anna and her supervisor. */
let requestId: string;

beforeAll(async () => {
  pbx = createServer((request, response) => {
    const sound = { 'content-type': 'audio/mpeg', 'set-cookie': 'pbx=1', 'content-security-policy': '' };
    if (request.url === '/talk.mp3')
      response.writeHead(200, { ...sound, 'content-length': '5' }).end('sound');
    else if (request.url === '/page')
      response.writeHead(200, { 'content-type': 'text/html' }).end('<script>');
    else response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => pbx.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(pbx.address() as AddressInfo).port}`;
  house = await openConsole({ env: { RECORDING_SOURCES: origin } });
  requestId = await house.take({ sender: '+79160000007', serviceId: 'svc-internet', text: 'Вот фото' });
  await house.advance(requestId);
});
afterAll(async () => {
  await house.close();
  await new Promise((resolve) => pbx.close(resolve));
});

const bytes = (text: string) => new TextEncoder().encode(text);
const script = bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

describe('a file a customer sent', () => {
  test.each([
    ['text/html', 'attachment'],
    ['image/svg+xml', 'attachment'],
    ['application/xhtml+xml', 'attachment'],
    ['text/javascript', 'attachment'],
    ['image/png', 'inline'],
    ['audio/ogg', 'inline'],
  ])('as %s cannot run in our name', async (mimeType, disposition) => {
    const id = await addFile(house.db, requestId, { mime_type: mimeType, bytes: script });
    const response = await (await house.visit('anna')).get(`/attachments/${id}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(mimeType);
    expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^${disposition}`));
    // The policy of pages must not have taken the place of the file's own.
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(script);
  });

  test('keeps its name', async () => {
    const id = await addFile(house.db, requestId, { file_name: 'договор.pdf', bytes: bytes('x') });
    const response = await (await house.visit('anna')).get(`/attachments/${id}`);
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('договор.pdf'));
  });

  test('sound is sought in by ranges', async () => {
    const id = await addFile(house.db, requestId, { mime_type: 'audio/mpeg', bytes: bytes('0123456789') });
    const anna = await house.visit('anna');
    const part = await anna.get(`/attachments/${id}`, { range: 'bytes=2-4' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(await part.text()).toBe('234');
    const beyond = await anna.get(`/attachments/${id}`, { range: 'bytes=10-' });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe('bytes */10');
  });

  test('is for those who see the request', async () => {
    const id = await addFile(house.db, requestId, { mime_type: 'image/png', bytes: bytes('secret') });
    expect((await (await house.visit('vera')).get(`/attachments/${id}`)).status).toBe(200);
    for (const stranger of ['boris', 'dina'] as const) {
      const refused = await (await house.visit(stranger)).get(`/attachments/${id}`);
      expect(refused.status).toBe(404);
      expect(await refused.text()).not.toContain('secret');
    }
    const nobody = await (await house.visit()).get(`/attachments/${id}`);
    expect(nobody.status).toBe(303);
    expect(nobody.headers.get('location')).toContain('/auth/login');
    expect((await (await house.visit('nobody')).get(`/attachments/${id}`)).status).toBe(403);
  });

  test.each(['nonsense', '019a0000-0000-7000-8000-000000000000'])('%s is none', async (id) => {
    expect((await (await house.visit('anna')).get(`/attachments/${id}`)).status).toBe(404);
  });

  test('that is not here yet is none', async () => {
    const id = await addFile(house.db, requestId, { state: 'PENDING', external_id: 'f1' });
    expect((await (await house.visit('anna')).get(`/attachments/${id}`)).status).toBe(404);
  });
});

describe('a recording', () => {
  const record = (path: string) => addCall(house.db, requestId, { recording_url: origin + path });

  test('is passed through, with none of its source’s headers', async () => {
    const response = await (await house.visit('anna')).get(`/calls/${await record('/talk.mp3')}/recording`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('sound');
    expect(response.headers.get('content-type')).toBe('audio/mpeg');
    expect(response.headers.get('content-length')).toBe('5');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(response.headers.get('content-disposition')).toBe('inline');
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('that is no sound, or whose source is not allowed, is refused in words', async () => {
    const page = await record('/page');
    const foreign = await addCall(house.db, requestId, { recording_url: 'http://169.254.169.254/latest' });
    for (const id of [page, foreign]) {
      const response = await (await house.visit('anna')).get(`/calls/${id}/recording`);
      expect(response.status).toBe(403);
      const text = await response.text();
      expect(text).toContain('Запись разговора получить нельзя');
      expect(text).not.toContain('169.254');
    }
  });

  test('whose source is away may be asked for again', async () => {
    const response = await (await house.visit('anna')).get(`/calls/${await record('/broken')}/recording`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
  });

  test('is for those who see the request', async () => {
    const id = await record('/talk.mp3');
    expect((await (await house.visit('boris')).get(`/calls/${id}/recording`)).status).toBe(404);
    expect((await (await house.visit()).get(`/calls/${id}/recording`)).status).toBe(303);
    const silent = await addCall(house.db, requestId);
    expect((await (await house.visit('anna')).get(`/calls/${silent}/recording`)).status).toBe(404);
  });
});
