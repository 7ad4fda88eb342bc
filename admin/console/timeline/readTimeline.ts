import type { Actor } from '../../../core/access/actor.ts';
import type { BusinessProcess } from '../../../core/business-process/process.ts';
import { type ContactView, listContacts } from '../../../core/contact/readContacts.ts';
import type { Db } from '../../../core/db/db.ts';
import { listTimeline, type StoredEvent } from '../../../core/events.ts';
import { MAX_LIMIT } from '../../../core/paging.ts';

/** All that is shown of how a request went. */
export interface History {
  /** Oldest first. */
  contacts: ContactView[];
  events: StoredEvent[];
  /** Names of the people the events speak of, by id. */
  names: Map<string, string>;
  /** For the names of steps; undefined while there is no incident. */
  process: BusinessProcess | undefined;
}

/**
 * Reads contacts, events and the names in them. Whether the actor may see the request is checked by the caller.
 * @param process the incident's process, where there is one.
 */
export async function readHistory(
  db: Db,
  actor: Actor,
  serviceRequestId: string,
  process: BusinessProcess | undefined,
): Promise<History> {
  const [contacts, events] = await Promise.all([
    listContacts(db, actor, { serviceRequestId }, { limit: MAX_LIMIT }),
    listTimeline(db, serviceRequestId),
  ]);
  return { contacts: contacts.items.reverse(), events, names: await readNames(db, events), process };
}

async function readNames(db: Db, events: StoredEvent[]): Promise<Map<string, string>> {
  const ids = events.flatMap((event) => [event.actor, event.data.assigneeId]);
  const unique = [...new Set(ids)].filter((id) => typeof id === 'string' && id !== 'system') as string[];
  if (unique.length === 0) return new Map();
  const rows = await db.selectFrom('user_account').select(['id', 'name']).where('id', 'in', unique).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
