import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';

/** What a person can look at: a kind and an id, as events name their subject. */
export type Subject =
  `${'servicerequest' | 'incident' | 'customer' | 'contact' | 'attachment' | 'recording' | 'call' | 'export'}:${string}`;

/** A page that is loaded again after each of its forms is one look. */
const ONE_LOOK = sql.raw("interval '5 minutes'");

/**
 * Keeps who saw what, before it is shown: what cannot be kept is not shown. Another look of the same person at the
 * same thing within five minutes is the same look.
 * @param look.via where he looked.
 */
export async function recordSighting(
  db: Db,
  actor: Actor,
  look: { subject: Subject; via: 'console' | 'api' },
): Promise<void> {
  await sql`
    insert into sighting (actor, actor_kind, subject, via)
    select ${actor.id}, ${actor.kind}, ${look.subject}, ${look.via}
    where not exists (
      select 1 from sighting
      where subject = ${look.subject} and actor = ${actor.id} and at > now() - ${ONE_LOOK})`.execute(db);
}
