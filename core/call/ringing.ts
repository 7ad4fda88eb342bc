import { sql } from 'kysely';
import type { Accepted } from '../channel.ts';
import type { JournalRow } from '../contact/journalContacts.ts';
import type { Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import { sendSignal } from '../live/signals.ts';

/** A call that began to ring, or rings at one more telephone. */
export interface Ring {
  callId: string;
  queue: string | null;
  /** At which extensions it rings now that it did not before. */
  extensions: string[];
  /** The contact it is the call of, by its index among the rows. */
  index: number;
}

/**
 * Records the inbound calls among contacts that are about to be journalled, so that a call is listed while it rings.
 * It comes before the journal: a step of the same call locks its record first, too.
 * @param trx the transaction that journals the contacts.
 * @returns those that ring and were not told of yet; tell of them once the contacts have their ids.
 */
export async function recordRinging(trx: Trx, rows: JournalRow[]): Promise<Ring[]> {
  const calls = rows.flatMap((row, index) => (row.kind === 'call' ? [{ ...keyOf(row), ...row, index }] : []));
  const unique = [...new Map(calls.map((call) => [JSON.stringify(keyOf(call)), call])).values()];
  // One order for everybody: two processes with the same calls must not lock them crosswise.
  unique.sort((a, b) => (JSON.stringify(keyOf(a)) < JSON.stringify(keyOf(b)) ? -1 : 1));
  const rings: Ring[] = [];
  for (const call of unique) {
    const ring = await storeRing(trx, {
      ...keyOf(call),
      caller: call.sender,
      callee: null,
      queue: call.queue,
      extensions: call.rings_at,
      at: call.occurred_at,
      isContact: true,
    });
    if (ring) rings.push({ ...ring, index: call.index });
  }
  return rings;
}

/** Tells of calls that ring. @param accepted the journal's answers, one for each row of {@link recordRinging}. */
export async function tellRinging(trx: Trx, rings: Ring[], accepted: Accepted[]): Promise<void> {
  for (const { index, ...ring } of rings) {
    const contactId = accepted[index]?.contactId;
    await tellRing(trx, ring, contactId === undefined ? {} : { contactId });
  }
}

/** Tells of one call that rings, in the transaction that stored it. */
export async function tellRing(
  trx: Trx,
  ring: Omit<Ring, 'index'>,
  about: { contactId?: string; serviceRequestId?: string },
): Promise<void> {
  const { callId, queue, extensions } = ring;
  await appendEvents(trx, [{ type: 'call.ringing', ...about, data: { callId, queue, extensions } }]);
  if (extensions.length > 0) await sendSignal(trx, { kind: 'call', callId, extensions });
}

/**
 * Stores that an inbound call rings.
 * @returns undefined where nothing of it is news: it was told before, or the call has gone on since.
 */
export async function storeRing(
  trx: Trx,
  ring: {
    channel: string;
    account: string;
    call_id: string;
    caller: string | null;
    callee: string | null;
    queue: string | null;
    extensions: string[];
    at: Date;
    /** Whether its contact is journalled in the same transaction. */
    isContact: boolean;
  },
): Promise<Omit<Ring, 'index'> | undefined> {
  const { channel, account, call_id, extensions } = ring;
  const before = await trx
    .selectFrom('call')
    .select(['ringing_at', 'ringing_extensions'])
    .where('channel', '=', channel)
    .where('account', '=', account)
    .where('call_id', '=', call_id)
    .forUpdate()
    .executeTakeFirst();
  const fresh = extensions.filter((each) => !before?.ringing_extensions.includes(each));
  const all = [...(before?.ringing_extensions ?? []), ...fresh];
  const { rows } = await sql<{ id: string; state: string; direction: string; queue: string | null }>`
    insert into call (channel, account, call_id, direction, state, caller, callee, queue, ringing_at,
      ringing_extensions, contact_known)
    values (${channel}, ${account}, ${call_id}, 'in', 'ringing', ${ring.caller}, ${ring.callee}, ${ring.queue},
      ${ring.at}, ${all}, ${ring.isContact})
    on conflict (channel, account, call_id) do update set
      direction = case when coalesce(call.ringing_at, call.answered_at, call.ended_at) is null
        then 'in' else call.direction end,
      caller = coalesce(call.caller, excluded.caller),
      callee = coalesce(call.callee, excluded.callee),
      queue = coalesce(call.queue, excluded.queue),
      ringing_at = coalesce(call.ringing_at, excluded.ringing_at),
      ringing_extensions = excluded.ringing_extensions,
      contact_known = call.contact_known or excluded.contact_known,
      updated_at = now()
    where call.ringing_at is null or excluded.contact_known and not call.contact_known
      or call.ringing_extensions <> excluded.ringing_extensions
    returning id, state, direction, queue`.execute(trx);
  const [call] = rows;
  const isNews = (before?.ringing_at ?? null) === null || fresh.length > 0;
  if (!call || !isNews || call.state !== 'ringing' || call.direction !== 'in') return undefined;
  return { callId: call.id, queue: call.queue, extensions: fresh };
}

function keyOf({ channel, account, ...row }: { channel: string; account: string; external_id: string }) {
  return { channel, account, call_id: row.external_id };
}
