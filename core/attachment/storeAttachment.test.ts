import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { Channel, InboundAttachment } from '../channel.ts';
import { inboundContact } from '../contact/contact.fixture.ts';
import { workContact } from '../contact/workContact.ts';
import { NoAnswer, NotFound, Refused } from '../errors.ts';
import { listTimeline } from '../events.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { listAttachments, readAttachment, readAttachmentBytes } from './readAttachments.ts';
import { storeAttachment } from './storeAttachment.ts';

const ALL: Actor = { kind: 'service', id: 'test', roles: [] };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({ ATTACHMENT_MAX_BYTES: 1000 });
});
afterAll(() => house.close());

async function sent(file: Partial<InboundAttachment>, fetchAttachment: Channel['fetchAttachment']) {
  house.ctx.channels.set('chat', { fetchAttachment } as Channel);
  const attachment = {
    kind: 'document',
    externalId: 'f',
    fileName: 'a',
    mimeType: null,
    size: null,
    ...file,
  };
  const contact = inboundContact({ attachments: [attachment as InboundAttachment] });
  const { contactId } = await house.ctx.intake.accept('chat', contact);
  const requestId = (await workContact(house.ctx, contactId)) ?? '';
  const [{ id } = { id: '' }] = await listAttachments(house.ctx.db, requestId);
  return { id, requestId };
}
const stored = async (file: Partial<InboundAttachment>, bytes: Uint8Array) => {
  const { id, requestId } = await sent(file, async () => bytes);
  await storeAttachment(house.ctx, id);
  const [attachment] = await listAttachments(house.ctx.db, requestId);
  return { id, requestId, attachment };
};

describe('a file that came along', () => {
  it('is fetched once and kept as what its bytes are', async () => {
    let fetched = 0;
    const { id, requestId } = await sent({ mimeType: 'text/html' }, async () => {
      fetched += 1;
      return PNG;
    });
    await storeAttachment(house.ctx, id);
    await storeAttachment(house.ctx, id);
    expect(fetched).toBe(1);
    expect(await listAttachments(house.ctx.db, requestId)).toMatchObject([
      { state: 'STORED', mimeType: 'image/png', size: PNG.length },
    ]);
    expect((await readAttachment(house.ctx.db, ALL, id)).bytes.equals(PNG)).toBe(true);
    const part = await readAttachmentBytes(house.ctx.db, id, { from: 1, to: 3 });
    expect(part.toString()).toBe('PNG');
    expect((await listTimeline(house.ctx.db, requestId)).map((each) => each.type)).toContain(
      'attachment.stored',
    );
  });

  it.each([
    ['a page that says it is a picture', { mimeType: 'image/png' }, '<script>alert(1)</script>'],
    [
      'a drawing that can run script',
      { mimeType: 'image/svg+xml' },
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
    ['a program', { mimeType: 'text/plain' }, 'MZ\u0000\u0001'],
  ])('is refused when it is %s', async (_, file, text) => {
    const { attachment, requestId } = await stored(file, Buffer.from(text));
    expect(attachment).toMatchObject({ state: 'REFUSED', error: 'attachment.type' });
    expect((await listTimeline(house.ctx.db, requestId)).map((each) => each.type)).toContain(
      'attachment.refused',
    );
  });

  it('is text when it says so and is', async () => {
    const { attachment } = await stored({ mimeType: 'text/plain' }, Buffer.from('Привет'));
    expect(attachment).toMatchObject({ state: 'STORED', mimeType: 'text/plain' });
  });

  it('too long is refused, before it is fetched where it says so', async () => {
    const never = async () => {
      throw new Error('must not be fetched');
    };
    const { id, requestId } = await sent({ size: 1001 }, never);
    await storeAttachment(house.ctx, id);
    expect(await listAttachments(house.ctx.db, requestId)).toMatchObject([{ error: 'attachment.size' }]);
    expect((await stored({}, Buffer.alloc(1001))).attachment).toMatchObject({ error: 'attachment.size' });
  });

  it('is refused when its sender has filled his day, and nobody else’s', async () => {
    const tight = { ...house.ctx, config: { ...house.ctx.config, ATTACHMENT_DAY_BYTES: PNG.length } };
    const from = async (address: string) => {
      const { id, requestId } = await sent({}, async () => PNG);
      await house.ctx.db
        .updateTable('contact')
        .set({ address })
        .where('servicerequest_id', '=', requestId)
        .execute();
      await storeAttachment(tight, id);
      return (await listAttachments(house.ctx.db, requestId))[0];
    };
    expect(await from('greedy')).toMatchObject({ state: 'STORED' });
    expect(await from('greedy')).toMatchObject({ state: 'REFUSED', error: 'attachment.quota' });
    expect(await from('modest')).toMatchObject({ state: 'STORED' });
  });

  it('that the provider refuses is refused, that it does not answer for stays pending', async () => {
    const { id, requestId } = await sent({}, async () => {
      throw new NoAnswer('chat.no-answer', 'x');
    });
    await expect(storeAttachment(house.ctx, id)).rejects.toBeInstanceOf(NoAnswer);
    expect(await listAttachments(house.ctx.db, requestId)).toMatchObject([{ state: 'PENDING' }]);
    house.ctx.channels.set('chat', {
      fetchAttachment: async () => {
        throw new Refused('chat.refused', 'gone');
      },
    } as unknown as Channel);
    await storeAttachment(house.ctx, id);
    expect(await listAttachments(house.ctx.db, requestId)).toMatchObject([{ error: 'chat.refused' }]);
  });

  it('is for who sees its request', async () => {
    const { id } = await stored({}, PNG);
    await house.ctx.db.updateTable('servicerequest').set({ status: 'ORDERING' }).execute();
    const stranger: Actor = { kind: 'user', id: 'nobody', roles: ['User'] };
    await expect(readAttachment(house.ctx.db, stranger, id)).rejects.toBeInstanceOf(NotFound);
  });
});
