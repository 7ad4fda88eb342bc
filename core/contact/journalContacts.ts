import { sql } from 'kysely';
import type { Accepted } from '../channel.ts';
import type { Db } from '../db/db.ts';
import type { Language } from '../i18n.ts';
import type { Rung } from '../identity/rung.ts';
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
  identity: string | null;
  sender: string | null;
  rung: Rung;
  phone: string | null;
  phone_kind: PhoneKind;
  phone_extension: string | null;
  service_id: string | null;
  choice: string | null;
  queue: string | null;
  /** Extensions it rings at, of a call. */
  rings_at: string[];
  text: string | null;
  language: Language | null;
  raw: JsonObject;
  occurred_at: Date;
  /** How long more of the same burst may follow. */
  settle_ms: number;
  /** Why nobody could read it; null: it waits for its work. */
  quarantine: string | null;
  attachments: JournalAttachment[];
}

/** A file or place as it goes into the journal beside its contact. */
export interface JournalAttachment {
  kind: string;
  external_id: string | null;
  file_name: string | null;
  mime_type: string | null;
  size: number | null;
  latitude: number | null;
  longitude: number | null;
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
    with batch as (
      select * from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as r (id uuid, channel text, account text,
        external_id text, kind text, thread text, address text, identity text, sender text, rung text, phone text,
        phone_kind text, phone_extension text, service_id text, choice text, queue text, text text, language text,
        raw jsonb, occurred_at timestamptz, duplicates integer, settle_ms integer, quarantine text,
        attachments jsonb)
    ), journalled as (
      insert into contact (id, channel, account, external_id, kind, thread, address, identity, sender, rung, phone,
        phone_kind, phone_extension, service_id, choice, queue, text, language, raw, occurred_at, duplicates,
        state, last_error, due_at, sweep_at)
      select id, channel, account, external_id, kind, thread, address, identity, sender, rung, phone,
        phone_kind, phone_extension, service_id, choice, queue, text, language, raw, occurred_at, duplicates,
        case when quarantine is null then 'WAITING' else 'QUARANTINED' end, quarantine,
        now() + make_interval(secs => settle_ms / 1000.0),
        now() + make_interval(secs => ${sweepAfterSeconds} + settle_ms / 1000.0)
      from batch
      on conflict (channel, account, external_id)
        do update set duplicates = contact.duplicates + 1 + excluded.duplicates
      returning id, channel, account, external_id, last_error, xmax = 0 as inserted
    ), told as (
      insert into event (type, contact_id) select 'contact.received', id from journalled where inserted
    ), told_unread as (
      insert into event (type, contact_id, data)
      select 'contact.quarantined', id, jsonb_build_object('code', last_error)
      from journalled where inserted and last_error is not null
    ), filed as (
      insert into attachment (contact_id, position, channel, kind, external_id, file_name, mime_type, size, latitude,
        longitude, state, stored_at)
      select j.id, a.place, j.channel, f.kind, f.external_id, f.file_name, f.mime_type, f.size, f.latitude,
        f.longitude, case when f.external_id is null then 'STORED' else 'PENDING' end,
        case when f.external_id is null then now() end
      from journalled j
      join batch b on b.id = j.id
      cross join lateral jsonb_array_elements(b.attachments) with ordinality as a (each, place)
      cross join lateral jsonb_to_record(a.each) as f (kind text, external_id text, file_name text, mime_type text,
        size bigint, latitude double precision, longitude double precision)
      where j.inserted
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
