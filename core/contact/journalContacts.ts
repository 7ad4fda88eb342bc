import { sql } from 'kysely';
import type { Accepted } from '../channel.ts';
import type { Db } from '../db/db.ts';
import type { JsonObject } from '../json.ts';
import type { PhoneKind } from '../phone.ts';

/** A contact as it goes into the journal: its sender's phone already read. Column names, for one JSON parameter. */
export interface JournalRow {
  id: string;
  channel: string;
  account: string;
  external_id: string;
  kind: 'call' | 'message' | 'event';
  thread: string | null;
  address: string | null;
  sender: string | null;
  sender_shared: boolean;
  phone: string | null;
  phone_kind: PhoneKind;
  phone_extension: string | null;
  service_id: string | null;
  queue: string | null;
  text: string | null;
  raw: JsonObject;
  occurred_at: Date;
}

/**
 * Writes rows to the journal in one statement, which is one durable commit, each new one with its event. A row
 * already known only counts its duplicate. Rows of one key within the batch are one contact.
 * @param sweepAfterSeconds how long the queue has before the sweep looks after a row.
 * @returns one answer for each row, in order.
 * @throws what Postgres threw; then none of the rows is in.
 */
export async function journalContacts(
  db: Db,
  rows: JournalRow[],
  sweepAfterSeconds: number,
): Promise<Accepted[]> {
  const unique = new Map<string, JournalRow & { duplicates: number }>();
  for (const row of rows) {
    const known = unique.get(keyOf(row));
    if (known) known.duplicates += 1;
    else unique.set(keyOf(row), { ...row, duplicates: 0 });
  }
  // One order for everybody: two processes with the same keys must not lock them crosswise.
  const batch = [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const { rows: journalled } = await sql<{ id: string; key: string; inserted: boolean }>`
    with journalled as (
      insert into contact (id, channel, account, external_id, kind, thread, address, sender, sender_shared, phone,
        phone_kind, phone_extension, service_id, queue, text, raw, occurred_at, duplicates, sweep_at)
      select id, channel, account, external_id, kind, thread, address, sender, sender_shared, phone,
        phone_kind, phone_extension, service_id, queue, text, raw, occurred_at, duplicates,
        now() + make_interval(secs => ${sweepAfterSeconds})
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as r (id uuid, channel text, account text,
        external_id text, kind text, thread text, address text, sender text, sender_shared boolean, phone text,
        phone_kind text, phone_extension text, service_id text, queue text, text text, raw jsonb,
        occurred_at timestamptz, duplicates integer)
      on conflict (channel, account, external_id)
        do update set duplicates = contact.duplicates + 1 + excluded.duplicates
      returning id, channel, account, external_id, xmax = 0 as inserted
    ), told as (
      insert into event (type, contact_id) select 'contact.received', id from journalled where inserted
    )
    select id, jsonb_build_array(channel, account, external_id)::text as key, inserted from journalled`.execute(
    db,
  );
  return answerEach(rows, journalled);
}

function answerEach(
  rows: JournalRow[],
  journalled: { id: string; key: string; inserted: boolean }[],
): Accepted[] {
  const byKey = new Map(journalled.map((row) => [JSON.stringify(JSON.parse(row.key)), row]));
  const seen = new Set<string>();
  return rows.map((row) => {
    const key = keyOf(row);
    const stored = byKey.get(key);
    if (!stored) throw new Error('the journal did not answer for a row it was given');
    const duplicate = !stored.inserted || seen.has(key);
    seen.add(key);
    return { contactId: stored.id, duplicate };
  });
}

function keyOf(row: JournalRow): string {
  return JSON.stringify([row.channel, row.account, row.external_id]);
}
