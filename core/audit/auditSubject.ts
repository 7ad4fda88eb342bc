import type { Actor } from '../access/actor.ts';
import { visibleIncidents, visibleRequests } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';

/** What an audit is about: a request with its incident, or anything else by its subject. */
export type AuditSubject =
  | { kind: 'request'; requestId: string; incidentId: string | null }
  | { kind: 'subject'; subject: string };

const NUMBER = /^(SR|INC)-?0*(\d{1,9})$/i;
const NAMED = /^[a-z]+:.{1,200}$/;

/**
 * What a person means by the words he searches the audit with: the number of a request or an incident, the id of a
 * customer, or a whole subject such as `process:fault`.
 * @returns undefined when there is no request or incident of that number, or the actor may not see it.
 */
export async function findAuditSubject(
  db: Db,
  actor: Actor,
  words: string,
): Promise<AuditSubject | undefined> {
  const [, kind, digits] = NUMBER.exec(words) ?? [];
  if (kind === undefined || digits === undefined) {
    return { kind: 'subject', subject: NAMED.test(words) ? words : `customer:${words}` };
  }
  const number = `${kind.toUpperCase()}-${digits.padStart(6, '0')}`;
  const row = await db
    .selectFrom('servicerequest as r')
    .leftJoin('incident as i', 'i.servicerequest_id', 'r.id')
    .select(['r.id as requestId', 'i.id as incidentId'])
    .where(number.startsWith('SR') ? 'r.number' : 'i.number', '=', number)
    .where(({ or }) => or([visibleRequests(actor, 'r'), visibleIncidents(actor, 'i')]))
    .executeTakeFirst();
  return row && { kind: 'request', ...row };
}
