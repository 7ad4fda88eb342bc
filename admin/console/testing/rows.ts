import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Db } from '../../../core/db/db.ts';
import type { Attachment, Call, Notification } from '../../../core/db/types.generated.ts';

/** What other parts of the house write, put straight into the store: a test of the console needs them to be there. */

/** A file of the first contact of a request, kept unless told otherwise. @returns its id. */
export async function addFile(
  db: Db,
  requestId: string,
  file: Partial<Insertable<Attachment>> & { bytes?: Uint8Array } = {},
): Promise<string> {
  const contact = await db
    .selectFrom('contact')
    .select(['id', 'channel'])
    .where('servicerequest_id', '=', requestId)
    .orderBy('received_at')
    .executeTakeFirstOrThrow();
  const { bytes, ...given } = file;
  const row = await db
    .insertInto('attachment')
    .values(({ fn, selectFrom }) => ({
      contact_id: contact.id,
      channel: contact.channel,
      position: selectFrom('attachment').select(fn.countAll<number>().as('n')),
      kind: 'document',
      state: 'STORED',
      size: bytes?.byteLength ?? null,
      ...given,
    }))
    .returning('id')
    .executeTakeFirstOrThrow();
  if (bytes) {
    const content = { attachment_id: row.id, bytes: Buffer.from(bytes) };
    await db.insertInto('attachment_content').values(content).execute();
  }
  return row.id;
}

/** A notice to the customer of a request; with `replyId` the one that carries that reply. @returns its id. */
export async function addNotice(
  db: Db,
  requestId: string,
  notice: Partial<Insertable<Notification>> & { replyId?: string } = {},
): Promise<string> {
  const { replyId, ...given } = notice;
  const event = await db
    .insertInto('event')
    .values({
      type: replyId === undefined ? 'servicerequest.opened' : 'servicerequest.replied',
      data: JSON.stringify(replyId === undefined ? {} : { replyId, kind: 'reply' }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const row = await db
    .insertInto('notification')
    .values({
      id: randomUUID(),
      event_id: event.id,
      servicerequest_id: requestId,
      recipient: 'customer',
      channel: 'sms',
      address: '+79160000007',
      template: replyId === undefined ? 'registered' : 'reply',
      params: JSON.stringify({}),
      ...given,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A call of a request, ended and answered unless told otherwise. @returns its id. */
export async function addCall(
  db: Db,
  requestId: string,
  call: Partial<Insertable<Call>> = {},
): Promise<string> {
  const row = await db
    .insertInto('call')
    .values({
      channel: 'cti',
      account: 'pbx',
      call_id: randomUUID(),
      direction: 'in',
      state: 'ended',
      servicerequest_id: requestId,
      ...call,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A call of a request that nobody answered and nobody returned. @returns the callback task's id. */
export async function addCallback(
  db: Db,
  requestId: string,
  at: Date = new Date(),
  phone: string | null = null,
): Promise<string> {
  const key = { channel: 'cti', account: 'pbx', call_id: randomUUID() };
  await addCall(db, requestId, { ...key, ringing_at: at, ended_at: at });
  const row = await db
    .insertInto('callback_task')
    .values({ ...key, id: randomUUID(), servicerequest_id: requestId, created_at: at, phone })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}
