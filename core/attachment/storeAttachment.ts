import { type NotNull, type Selectable, sql } from 'kysely';
import type { HouseContext } from '../context.ts';
import type { Trx } from '../db/db.ts';
import type { Attachment } from '../db/types.generated.ts';
import { NoAnswer, Refused } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { fileKind } from './fileKind.ts';

type Needs = Pick<HouseContext, 'db' | 'config' | 'channels'>;
/** What came with a contact; what colleagues attach is here from the first. */
type Inbound = Selectable<Attachment> & { contact_id: string; channel: string };

/**
 * Fetches a file a contact came with and keeps it, if its length and its kind are allowed. A refusal is final and
 * shown on the card; the words of the contact are work all the same.
 * @throws {NoAnswer} when the provider is away; the file stays pending.
 */
export async function storeAttachment(ctx: Needs, id: string): Promise<void> {
  const attachment = await ctx.db
    .selectFrom('attachment')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .where('contact_id', 'is not', null)
    .where('channel', 'is not', null)
    .$narrowType<{ contact_id: NotNull; channel: NotNull }>()
    .executeTakeFirst();
  if (!attachment) return;
  try {
    const bytes = await fetchBytes(ctx, attachment);
    const mimeType = await fileKind(bytes, attachment.mime_type);
    if (!ctx.config.ATTACHMENT_TYPES.includes(mimeType))
      throw new Refused('attachment.type', 'files of this kind are not taken');
    await ctx.db.transaction().execute((trx) => keep(trx, attachment, bytes, mimeType));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await ctx.db.transaction().execute((trx) => refuse(trx, attachment, error.code));
  }
}

async function fetchBytes(ctx: Needs, attachment: Inbound): Promise<Uint8Array> {
  const { external_id: externalId, size, channel } = attachment;
  const most = ctx.config.ATTACHMENT_MAX_BYTES;
  if (size !== null && Number(size) > most) throw new Refused('attachment.size', 'the file is too long');
  if (await isOverQuota(ctx, attachment.contact_id))
    throw new Refused('attachment.quota', 'this sender has sent too much today');
  const source = ctx.channels.get(channel);
  if (!source) throw new NoAnswer('attachment.no_channel', `this process does not have ${channel}`);
  if (!source.fetchAttachment || externalId === null)
    throw new Refused('attachment.no_source', 'nothing can be fetched');
  const bytes = await source.fetchAttachment(externalId, most);
  if (bytes.byteLength > most) throw new Refused('attachment.size', 'the file is too long');
  return bytes;
}

/** What one conversation may fill our store with in a day. */
async function isOverQuota(ctx: Needs, contactId: string): Promise<boolean> {
  const { rows } = await sql<{ over: boolean }>`
    select coalesce(sum(a.size), 0) >= ${ctx.config.ATTACHMENT_DAY_BYTES} as over
    from contact c
    join contact o on o.channel = c.channel and o.account = c.account
      and (o.id = c.id or o.address = c.address and o.received_at > now() - interval '1 day')
    join attachment a on a.contact_id = o.id and a.state = 'STORED' and a.external_id is not null
    where c.id = ${contactId}`.execute(ctx.db);
  return rows[0]?.over === true;
}

async function keep(trx: Trx, attachment: Inbound, bytes: Uint8Array, mimeType: string): Promise<void> {
  const row = await trx
    .updateTable('attachment')
    .set({
      state: 'STORED',
      mime_type: mimeType,
      size: bytes.byteLength,
      stored_at: new Date(),
      last_error: null,
    })
    .where('id', '=', attachment.id)
    .where('state', '=', 'PENDING')
    .returning('id')
    .executeTakeFirst();
  if (!row) return;
  await trx
    .insertInto('attachment_content')
    .values({ attachment_id: attachment.id, bytes: Buffer.from(bytes) })
    .execute();
  await tell(trx, attachment, 'attachment.stored', { attachmentId: attachment.id, kind: attachment.kind });
}

async function refuse(trx: Trx, attachment: Inbound, code: string): Promise<void> {
  const row = await trx
    .updateTable('attachment')
    .set({ state: 'REFUSED', last_error: code })
    .where('id', '=', attachment.id)
    .where('state', '=', 'PENDING')
    .returning('id')
    .executeTakeFirst();
  if (row) await tell(trx, attachment, 'attachment.refused', { attachmentId: attachment.id, code });
}

async function tell(
  trx: Trx,
  attachment: Inbound,
  type: 'attachment.stored' | 'attachment.refused',
  data: { attachmentId: string; kind?: string; code?: string },
): Promise<void> {
  const contact = await trx
    .selectFrom('contact')
    .select(['id', 'servicerequest_id'])
    .where('id', '=', attachment.contact_id)
    .executeTakeFirstOrThrow();
  const serviceRequestId = contact.servicerequest_id ?? undefined;
  await appendEvents(trx, [
    { type, contactId: contact.id, data, ...(serviceRequestId && { serviceRequestId }) },
  ]);
}
