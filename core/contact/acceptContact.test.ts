import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDb, createPool } from '../db/db.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { Invalid, Unavailable } from '../errors.ts';
import { createMetrics } from '../metrics.ts';
import { createIntake } from './acceptContact.ts';
import { inboundContact } from './contact.fixture.ts';

let store: TestStore;
const journalled: string[] = [];

const open = (db = store.db) =>
  createIntake({
    db,
    metrics: createMetrics(),
    defaultCountry: 'RU',
    sweepAfterSeconds: 5,
    onJournalled: (contacts) => journalled.push(...contacts.map((each) => each.contactId)),
  });

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const rowsOf = (externalId: string) =>
  store.db.selectFrom('contact').selectAll().where('external_id', '=', externalId).execute();

describe('accepting a contact', () => {
  it('journals it, its phone read, with its event, and tells of it after the commit', async () => {
    const contact = inboundContact({ sender: '8 (916) 000-00-07', raw: { at: 'once' } });
    const accepted = await open().accept('sms', contact);
    expect(accepted.duplicate).toBe(false);
    expect(await rowsOf(contact.externalId)).toMatchObject([
      {
        id: accepted.contactId,
        phone: '+79160000007',
        phone_kind: 'e164',
        state: 'WAITING',
        raw: { at: 'once' },
      },
    ]);
    const events = await store.db
      .selectFrom('event')
      .select('type')
      .where('contact_id', '=', accepted.contactId)
      .execute();
    expect(events).toEqual([{ type: 'contact.received' }]);
    expect(journalled).toContain(accepted.contactId);
  });

  it('counts a second delivery and changes nothing else', async () => {
    const contact = inboundContact({ text: 'первый' });
    const first = await open().accept('sms', contact);
    const again = await open().accept('sms', { ...contact, text: 'второй' });
    expect(again).toEqual({ contactId: first.contactId, duplicate: true });
    expect(await rowsOf(contact.externalId)).toMatchObject([{ duplicates: 1, text: 'первый' }]);
    expect(journalled.filter((id) => id === first.contactId)).toHaveLength(1);
  });

  it('tells one from the other by channel, account and id together', async () => {
    const contact = inboundContact({ externalId: 'same' });
    const intake = open();
    const accepted = await Promise.all([
      intake.accept('sms', contact),
      intake.accept('esb', contact),
      intake.accept('sms', { ...contact, account: 'other' }),
      intake.accept('sms', contact),
    ]);
    expect(accepted.map((each) => each.duplicate)).toEqual([false, false, false, true]);
    expect(await rowsOf('same')).toHaveLength(3);
  });

  it('keeps what a sender’s broken bytes leave, in any field', async () => {
    const contact = inboundContact({
      text: 'a\u0000b\uD800c',
      sender: '+7916\u00000000001',
      raw: { 'k\u0000': ['\uDC00'] },
    });
    await open().accept('sms', contact);
    expect(await rowsOf(contact.externalId)).toMatchObject([
      { text: 'ab\uFFFDc', phone: '+79160000001', raw: { k: ['\uFFFD'] } },
    ]);
  });

  it('holds any text, sender and payload there can be', async () => {
    const intake = open();
    const word = fc.string({ unit: 'binary', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(word, word, fc.dictionary(word, word, { maxKeys: 3 }), async (text, sender, raw) => {
        const contact = inboundContact({ text, sender, raw });
        const accepted = await intake.accept('sms', contact);
        expect(accepted.duplicate).toBe(false);
        expect(await rowsOf(contact.externalId)).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['externalId', { externalId: '' }],
    ['externalId', { externalId: 'x'.repeat(256) }],
    ['account', { account: '' }],
  ])('refuses a %s that is no key, naming it', async (field, changes) => {
    const refusal = await open()
      .accept('sms', inboundContact(changes))
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Invalid);
    expect(refusal).toMatchObject({ field });
  });

  it('a row the store will not hold is refused alone; its neighbours are taken', async () => {
    const intake = open();
    const poison = inboundContact({ occurredAt: new Date(8.64e15) });
    const neighbours = Array.from({ length: 5 }, () => inboundContact());
    const [refused, ...taken] = await Promise.allSettled(
      [poison, ...neighbours].map((contact) => intake.accept('sms', contact)),
    );
    expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(Invalid) });
    expect(taken.map((each) => each.status)).toEqual(Array(5).fill('fulfilled'));
  });

  it('takes what nobody could read into quarantine, in its place in the books and in nobody’s queue', async () => {
    const contact = inboundContact({ text: null, raw: { odd: true } });
    const before = journalled.length;
    const accepted = await open().quarantine('chat', contact, 'chat.shape');
    expect(await rowsOf(contact.externalId)).toMatchObject([
      { state: 'QUARANTINED', last_error: 'chat.shape', raw: { odd: true } },
    ]);
    const events = await store.db
      .selectFrom('event')
      .select(['type', 'data'])
      .where('contact_id', '=', accepted.contactId)
      .orderBy('id')
      .execute();
    expect(events).toContainEqual({ type: 'contact.quarantined', data: { code: 'chat.shape' } });
    expect(journalled).toHaveLength(before);
    expect((await open().quarantine('chat', contact, 'chat.shape')).duplicate).toBe(true);
  });

  it('files what came along once, a place at once and a file for later', async () => {
    const file = {
      kind: 'photo' as const,
      externalId: 'f1',
      fileName: 'a.jpg',
      mimeType: 'image/jpeg',
      size: 7,
    };
    const place = {
      ...file,
      kind: 'location' as const,
      externalId: null,
      latitude: 55.75,
      longitude: 37.62,
    };
    const contact = inboundContact({ attachments: [file, place] });
    const { contactId } = await open().accept('chat', contact);
    await open().accept('chat', contact);
    const filed = await store.db
      .selectFrom('attachment')
      .select(['kind', 'state', 'external_id', 'latitude', 'size'])
      .where('contact_id', '=', contactId)
      .orderBy('position')
      .execute();
    expect(filed).toEqual([
      { kind: 'photo', state: 'PENDING', external_id: 'f1', latitude: null, size: '7' },
      { kind: 'location', state: 'STORED', external_id: null, latitude: 55.75, size: '7' },
    ]);
  });

  it('contacts at the same time share commits', async () => {
    const intake = open();
    const contacts = Array.from({ length: 100 }, () => inboundContact());
    const accepted = await Promise.all(contacts.map((contact) => intake.accept('sms', contact)));
    const rows = await store.db
      .selectFrom('event')
      .select((each) => each.fn.count('xid').distinct().as('commits'))
      .where(
        'contact_id',
        'in',
        accepted.map((each) => each.contactId),
      )
      .executeTakeFirstOrThrow();
    expect(Number(rows.commits)).toBeLessThanOrEqual(4);
  });

  it('is Unavailable while the store is away, and nothing is told', async () => {
    const pool = createPool('postgres://nobody@127.0.0.1:1/none', { max: 1, onError: () => {} });
    const before = journalled.length;
    await expect(open(createDb(pool)).accept('sms', inboundContact())).rejects.toBeInstanceOf(Unavailable);
    expect(journalled).toHaveLength(before);
    await pool.end();
  });
});
