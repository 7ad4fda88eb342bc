import type { Actor } from '../../../core/access/actor.ts';
import { type AttachmentView, listAttachments } from '../../../core/attachment/readAttachments.ts';
import type { BusinessProcess } from '../../../core/business-process/process.ts';
import { type CallbackView, type CallView, listCallbacks, listCalls } from '../../../core/call/readCalls.ts';
import { type ContactView, listContacts } from '../../../core/contact/readContacts.ts';
import type { Db } from '../../../core/db/db.ts';
import { listTimeline, type StoredEvent } from '../../../core/events.ts';
import { type IdentityView, listRequestIdentities } from '../../../core/identity/readIdentities.ts';
import { MAX_LIMIT } from '../../../core/paging.ts';
import { listReplies, type ReplyView } from '../../../core/service-request/readReplies.ts';
import { type CustomerNotice, listCustomerNotices } from './readCustomerNotices.ts';

/** All that is shown of how a request went. Lists are in time order. */
export interface History {
  contacts: ContactView[];
  attachments: AttachmentView[];
  replies: ReplyView[];
  notices: CustomerNotice[];
  calls: CallView[];
  callbacks: CallbackView[];
  /** Links of the sender, newest first. */
  identities: IdentityView[];
  events: StoredEvent[];
  /** Names of the people all this speaks of, by id. */
  names: Map<string, string>;
  /** For the names of steps; undefined while there is no incident. */
  process: BusinessProcess | undefined;
}

/**
 * Reads all that happened to a request and the names in it. Whether the actor may see it is checked by the caller.
 * @param process the incident's process, where there is one.
 */
export async function readHistory(
  db: Db,
  actor: Actor,
  serviceRequestId: string,
  process: BusinessProcess | undefined,
): Promise<History> {
  const [contacts, attachments, replies, notices, calls, callbacks, identities, events] = await Promise.all([
    listContacts(db, actor, { serviceRequestId }, { limit: MAX_LIMIT }),
    listAttachments(db, serviceRequestId),
    listReplies(db, serviceRequestId),
    listCustomerNotices(db, serviceRequestId),
    listCalls(db, serviceRequestId),
    listCallbacks(db, serviceRequestId),
    listRequestIdentities(db, serviceRequestId),
    listTimeline(db, serviceRequestId),
  ]);
  const people = [
    ...events.flatMap((event) => [event.actor, event.data.assigneeId]),
    ...identities.flatMap((link) => [link.linkedBy, link.unlinkedBy]),
  ];
  return {
    contacts: contacts.items.reverse(),
    attachments,
    replies,
    notices,
    calls,
    callbacks,
    identities,
    events,
    names: await readNames(db, people),
    process,
  };
}

const MACHINES: unknown[] = ['system', 'order-system'];

async function readNames(db: Db, ids: unknown[]): Promise<Map<string, string>> {
  const unique = [...new Set(ids)].filter(
    (id): id is string => typeof id === 'string' && !MACHINES.includes(id),
  );
  if (unique.length === 0) return new Map();
  const rows = await db.selectFrom('user_account').select(['id', 'name']).where('id', 'in', unique).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
