import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleContacts, visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import { type KnownOutage, readKnownOutages } from '../mass-incident/readKnownOutages.ts';
import { listRelated, type RelatedRequest } from '../service-request/listRelated.ts';
import { type FoundCaller, findCaller } from './callerFinder.ts';
import { findOwnCall, type OwnCall } from './ownCalls.ts';

/** What an agent sees of a call at his telephone before he picks up. */
export interface CallPop {
  call: OwnCall;
  caller: FoundCaller;
  /** The caller's, or where he is not known those of his number, whoever serves him; newest first, the call's own not among them. */
  openRequests: RelatedRequest[];
  /** Earlier touches, newest first. */
  recent: RecentContact[];
  outages: KnownOutage[];
  /** The request the call opened, where the actor sees it already. */
  request: { id: string; number: string } | null;
}

/** An earlier touch of the caller. */
export interface RecentContact {
  id: string;
  channel: string;
  kind: 'call' | 'message' | 'event';
  text: string | null;
  at: Date;
  requestId: string | null;
  requestNumber: string | null;
}

const RECENT_SHOWN = 3;
const OUTAGES_SHOWN = 3;
const NOBODY: FoundCaller = { people: [], isLinked: false, fresh: true };

type Needs = Pick<HouseContext, 'db' | 'customers'>;

/**
 * Reads who calls and what there is to know of him, in time for a telephone that rings.
 * @throws {NotFound} when there is no such call at the actor's own telephone.
 */
export async function readCallPop(ctx: Needs, actor: Actor, callId: string): Promise<CallPop> {
  const call = await findOwnCall(ctx.db, actor, callId);
  if (!call) throw new NotFound('call.not_found', 'There is no such call at your telephone');
  return describeCall(ctx, actor, call);
}

/** @see readCallPop, for a call that was read. */
export async function describeCall(ctx: Needs, actor: Actor, call: OwnCall): Promise<CallPop> {
  const { phone, requestId } = call;
  const [caller, recent, own] = await Promise.all([
    phone === null ? NOBODY : findCaller(ctx, phone),
    phone === null ? [] : listRecent(ctx.db, actor, phone, call.contactId),
    requestId === null ? undefined : findRequest(ctx.db, actor, requestId),
  ]);
  const areas = caller.people.map((each) => each.area).filter((area) => area !== null);
  const [only, another] = caller.people;
  const customerId = only && !another ? only.id : null;
  const [outages, openRequests] = await Promise.all([
    phone === null ? [] : readKnownOutages(ctx.db, { phone, areas }, OUTAGES_SHOWN),
    listRelated(ctx.db, actor, { customerId, phone, ...(requestId !== null && { except: requestId }) }),
  ]);
  return { call, caller, openRequests, recent, outages, request: own ?? null };
}

async function findRequest(db: Db, actor: Actor, id: string) {
  return db
    .selectFrom('servicerequest as r')
    .select(['r.id', 'r.number'])
    .where('r.id', '=', id)
    .where(visibleRequests(actor, 'r'))
    .executeTakeFirst();
}

async function listRecent(
  db: Db,
  actor: Actor,
  phone: string,
  contactId: string | null,
): Promise<RecentContact[]> {
  return db
    .selectFrom('contact as c')
    .leftJoin('servicerequest as r', 'r.id', 'c.servicerequest_id')
    .select(['c.id', 'c.channel', 'c.kind', 'c.text', 'c.received_at as at'])
    .select(['r.id as requestId', 'r.number as requestNumber'])
    .where('c.phone', '=', phone)
    .where(sql<boolean>`c.id is distinct from ${contactId}::uuid`)
    .where(visibleContacts(actor, 'c', 'r'))
    .orderBy('c.received_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(RECENT_SHOWN)
    .execute();
}
