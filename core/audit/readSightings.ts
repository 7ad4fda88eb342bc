import type { Db } from '../db/db.ts';
import type { Subject } from './recordSighting.ts';

/** Who looked at something, and when last. */
export interface Looker {
  actorId: string;
  /** Null for a system and for who has left the directory. */
  name: string | null;
  at: Date;
}

/**
 * The last people who looked at any of these, each once, latest first. Whether the reader may know is checked by the
 * caller: who sees a card may see who else saw it.
 * @param limit people at the most.
 */
export async function readLookers(db: Db, subjects: Subject[], limit = 20): Promise<Looker[]> {
  if (subjects.length === 0) return [];
  const rows = await db
    .selectFrom('sighting as s')
    .leftJoin('user_account as u', 'u.id', 's.actor')
    .select(['s.actor as actorId', 'u.name', (each) => each.fn.max('s.at').as('at')])
    .where('s.subject', 'in', subjects)
    .groupBy(['s.actor', 'u.name'])
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** The last people who looked at a request or at its incident. @see readLookers */
export async function readCardLookers(db: Db, serviceRequestId: string): Promise<Looker[]> {
  const incident = await db
    .selectFrom('incident')
    .select('id')
    .where('servicerequest_id', '=', serviceRequestId)
    .executeTakeFirst();
  const subjects: Subject[] = [`servicerequest:${serviceRequestId}`];
  return readLookers(db, incident ? [...subjects, `incident:${incident.id}`] : subjects);
}
