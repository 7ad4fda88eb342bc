import { sql } from 'kysely';
import type { Trx } from '../db/db.ts';

/** What of a request its notices need. */
export type NotifiedRequest = NonNullable<Awaited<ReturnType<typeof readNotifiedRequest>>>;

/** Reads a request with the people its notices name; undefined when there is none. */
export async function readNotifiedRequest(trx: Trx, requestId: string) {
  return trx
    .selectFrom('servicerequest as r')
    .leftJoin('incident as i', 'i.servicerequest_id', 'r.id')
    .leftJoin('user_account as u', 'u.id', 'i.assignee_id')
    .leftJoin('user_account as m', 'm.id', 'u.manager_id')
    .leftJoin('mass_incident as o', 'o.id', 'r.mass_incident_id')
    .select([
      'r.id',
      'r.number',
      'r.status',
      'r.triage_reasons',
      'r.channel',
      'r.account',
      'r.address',
      'r.thread',
      'r.phone',
      'r.rung',
      'r.language',
      'r.menu',
      'r.customer_name',
      'i.number as incident_number',
      'u.name as assignee_name',
      'm.email as manager_email',
      'o.number as outage_number',
      'o.title as outage_title',
      'o.told as outage_told',
      'o.resolution as outage_resolution',
      'o.state as outage_state',
      sql<Date | null>`(select max(c.received_at) from contact c where c.servicerequest_id = r.id)`.as(
        'last_contact_at',
      ),
    ])
    .where('r.id', '=', requestId)
    .executeTakeFirst();
}
