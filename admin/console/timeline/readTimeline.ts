import type { Actor } from '../../../core/access/actor.ts';
import { type AttachmentView, listAttachments } from '../../../core/attachment/readAttachments.ts';
import { type Looker, readCardLookers } from '../../../core/audit/readSightings.ts';
import type { BusinessProcess } from '../../../core/business-process/process.ts';
import { type CallbackView, type CallView, listCallbacks, listCalls } from '../../../core/call/readCalls.ts';
import { type ContactView, listContacts } from '../../../core/contact/readContacts.ts';
import type { Db } from '../../../core/db/db.ts';
import { listTimeline, type StoredEvent } from '../../../core/events.ts';
import { type IdentityView, listRequestIdentities } from '../../../core/identity/readIdentities.ts';
import { MAX_LIMIT } from '../../../core/paging.ts';
import { listMergedInto, type MergedRequest } from '../../../core/service-request/merged.ts';
import { listReplies, type ReplyView } from '../../../core/service-request/readReplies.ts';
import { type CustomerNotice, listCustomerNotices } from './readCustomerNotices.ts';

/** What was said in a request that was merged into this one carries that one's number. */
export interface Merged {
  mergedFrom?: string;
}

/** All that is shown of how a request went. Lists are in time order. */
export interface History {
  contacts: (ContactView & Merged)[];
  attachments: (AttachmentView & Merged)[];
  replies: (ReplyView & Merged)[];
  notices: CustomerNotice[];
  calls: CallView[];
  callbacks: CallbackView[];
  /** Links of the sender, newest first. */
  identities: IdentityView[];
  events: StoredEvent[];
  /** Who has looked at its cards, latest first. */
  lookers: Looker[];
  /** Requests merged into this one, at any depth. */
  merged: MergedRequest[];
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
  const merged = await listMergedInto(db, serviceRequestId);
  const [own, others, calls, callbacks, identities, events, lookers] = await Promise.all([
    readSaid(db, actor, serviceRequestId),
    Promise.all(merged.map(async ({ id, number }) => readSaid(db, actor, id, number))),
    listCalls(db, serviceRequestId),
    listCallbacks(db, serviceRequestId),
    listRequestIdentities(db, serviceRequestId),
    listTimeline(db, serviceRequestId),
    readCardLookers(db, serviceRequestId),
  ]);
  const parts = [own, ...others];
  const people = [
    ...events.flatMap((event) => [event.actor, event.data.assigneeId]),
    ...identities.flatMap((link) => [link.linkedBy, link.unlinkedBy]),
  ];
  return {
    contacts: parts.flatMap((part) => part.contacts),
    attachments: parts.flatMap((part) => part.attachments),
    replies: parts.flatMap((part) => part.replies),
    notices: parts.flatMap((part) => part.notices),
    merged,
    calls,
    callbacks,
    identities,
    events,
    lookers,
    names: await readNames(db, people),
    process,
  };
}

/** What was said in one request. @param number of the request, where it was merged into the one that is shown. */
async function readSaid(db: Db, actor: Actor, serviceRequestId: string, number?: string) {
  const [contacts, attachments, replies, notices] = await Promise.all([
    listContacts(db, actor, { serviceRequestId }, { limit: MAX_LIMIT }),
    listAttachments(db, serviceRequestId),
    listReplies(db, serviceRequestId),
    listCustomerNotices(db, serviceRequestId),
  ]);
  const mark: Merged = number === undefined ? {} : { mergedFrom: number };
  return {
    contacts: contacts.items.reverse().map((contact) => ({ ...contact, ...mark })),
    attachments: attachments.map((file) => ({ ...file, ...mark })),
    replies: replies.map((reply) => ({ ...reply, ...mark })),
    notices,
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
