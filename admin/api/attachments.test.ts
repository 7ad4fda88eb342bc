import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeAttachment } from '../../core/attachment/storeAttachment.ts';
import type { InboundAttachment } from '../../core/channel.ts';
import { AttachmentPage } from './schemas/attachment.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

const UNKNOWN = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01';
/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const FILES: Record<string, Buffer> = {
  photo: PNG,
  note: Buffer.from('Лампа не горит'),
  trap: Buffer.from('<script>alert(1)</script>'),
};

let house: TestHouse;
let requestId: string;
let ids: Record<string, string>;

beforeAll(async () => {
  house = await startHouse();
  house.ctx.channels.set('chat', {
    routes: new Hono(),
    fetchAttachment: async (externalId) => FILES[externalId] ?? Buffer.alloc(0),
  });
  const attachments = [
    file('photo', 'photo', 'лампа "1".png', 'image/png'),
    file('note', 'document', 'заметка.txt', 'text/plain'),
    file('trap', 'photo', 'cat.jpg', 'image/jpeg'),
    { ...file('place', 'location', null, null), externalId: null, latitude: 55.75, longitude: 37.62 },
    file('later', 'voice', null, 'audio/ogg'),
  ];
  const received = await house.receiveFor('anna', { channel: 'chat', attachments });
  requestId = received.requestId;
  const rows = await house.db.selectFrom('attachment').select('id').orderBy('position').execute();
  const [photo = '', note = '', trap = '', place = '', later = ''] = rows.map((row) => row.id);
  ids = { photo, note, trap, place, later };
  for (const id of [photo, note, trap]) await storeAttachment(house.ctx, id);
});
afterAll(() => house.stop());

function file(
  externalId: string,
  kind: InboundAttachment['kind'],
  fileName: string | null,
  mimeType: string | null,
): InboundAttachment {
  return { kind, externalId, fileName, mimeType, size: null };
}

describe('GET /service-requests/{id}/attachments', () => {
  it('lists what came, in the order it came in, and what became of it', async () => {
    const { items } = await house.read(AttachmentPage, `/service-requests/${requestId}/attachments`, 'anna');
    expect(items).toMatchObject([
      { id: ids.photo, kind: 'photo', state: 'STORED', mimeType: 'image/png', size: PNG.length },
      { id: ids.note, kind: 'document', state: 'STORED', mimeType: 'text/plain', fileName: 'заметка.txt' },
      { id: ids.trap, kind: 'photo', state: 'REFUSED', error: 'attachment.type' },
      { id: ids.place, kind: 'location', latitude: 55.75, longitude: 37.62 },
      { id: ids.later, kind: 'voice', state: 'PENDING', size: null },
    ]);
  });
});

describe('GET /attachments/{id}/content', () => {
  const read = async (name: string) => {
    const response = await house.call(`/attachments/${ids[name]}/content`, 'anna');
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  it('gives a picture to look at, of the type its bytes are of, that can run nothing', async () => {
    const { response, bytes } = await read('photo');
    expect(response.status).toBe(200);
    expect(bytes.equals(PNG)).toBe(true);
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'image/png',
      'content-disposition': `inline; filename="_____ _1_.png"; filename*=UTF-8''${encodeURIComponent('лампа "1".png')}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    });
  });

  it('gives anything else only to be saved', async () => {
    const { response, bytes } = await read('note');
    expect(bytes.toString()).toBe('Лампа не горит');
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
  });

  it.each(['trap', 'place', 'later'])('has nothing of one that is not stored: %s', async (name) => {
    await house.refused(404, `/attachments/${ids[name]}/content`, 'anna');
  });

  it('is not for those who do not see the request', async () => {
    await house.refused(404, `/attachments/${ids.photo}/content`, 'boris');
    await house.refused(404, `/attachments/${ids.photo}/content`, 'dina');
    await house.refused(404, `/attachments/${UNKNOWN}/content`);
    await house.refused(404, '/attachments/7/content');
    expect((await house.call(`/attachments/${ids.photo}/content`, 'vera')).status).toBe(200);
  });
});
