import { sql } from 'kysely';
import type { CallEvent } from '../channel.ts';
import { cleanOptional, cleanText } from '../contact/cleanText.ts';
import type { HouseContext } from '../context.ts';
import type { Trx } from '../db/db.ts';
import { storeFailure } from '../db/storeFailure.ts';
import { appendEvents, type EventType } from '../events.ts';
import { assignAnsweringAgent } from '../incident/assignAnsweringAgent.ts';
import { sendSignal } from '../live/signals.ts';
import { markAnsweredByCall } from '../service-request/markAnswered.ts';
import { endCallbacks } from './callbacks.ts';
import { linkOutgoing } from './linkOutgoing.ts';
import { type Ring, storeRing, tellRing } from './ringing.ts';

/** A call as it is known by its PBX. */
export interface CallKey {
  channel: string;
  account: string;
  call_id: string;
}

/** Which event tells of a step; ringing is told by itself. */
const TOLD_AS: Partial<Record<CallEvent['type'], EventType>> = {
  answered: 'call.answered',
  ended: 'call.ended',
  recorded: 'call.recorded',
};

/**
 * Records a step of a call. The call's state only moves forward, whatever order the steps come in, and a step told
 * twice changes nothing. An answered call puts its incident to the agent who answered; one of our own belongs to the
 * open request of the number called.
 * @param channel the channel's name.
 * @throws {Unavailable} when the store cannot take it; {@link Invalid} when it never will.
 */
export async function recordCall(
  ctx: Pick<HouseContext, 'db' | 'config'>,
  channel: string,
  event: CallEvent,
): Promise<void> {
  try {
    const stored = await storeStep(ctx, channel, clean(event));
    if (stored.requestId && event.type === 'answered' && stored.direction === 'in')
      await assignAnsweringAgent(ctx.db, stored.requestId);
  } catch (error) {
    throw storeFailure('call', error);
  }
}

/** Where a call stands once a step is stored. */
interface StoredStep {
  /** Of the call itself: a step may say otherwise. */
  direction: 'in' | 'out';
  requestId: string | null;
}

async function storeStep(
  ctx: Pick<HouseContext, 'db' | 'config'>,
  channel: string,
  event: CallEvent,
): Promise<StoredStep> {
  const key = { channel, account: event.account, call_id: event.callId };
  return ctx.db.transaction().execute(async (trx) => {
    const rings = event.type === 'ringing' && event.direction === 'in';
    const ring = rings ? await ringOf(trx, key, event) : undefined;
    const isNew = !rings && (await upsertCall(trx, key, event));
    const call = await readCall(trx, key);
    const { id: callId, direction } = call;
    const about =
      direction === 'out'
        ? await linkOutgoing(trx, call, ctx.config.DEFAULT_COUNTRY)
        : await findContact(trx, key, callId);
    if (ring) await tellRing(trx, ring, about ?? {});
    const goesOn = event.type === 'answered' || event.type === 'ended';
    if (goesOn && isNew && direction === 'in') await tellTelephones(trx, call);
    if (!about) return { direction, requestId: null };
    const type = TOLD_AS[event.type];
    if (type && isNew) {
      const data = { callId, agentExtension: event.agentExtension, endReason: event.endReason };
      await appendEvents(trx, [{ type, ...about, data }]);
    }
    if (event.type === 'answered') {
      await endCallbacks(trx, key, { direction, at: event.occurredAt });
      if (about.serviceRequestId !== undefined) await markAnsweredByCall(trx, about.serviceRequestId);
    }
    return { direction, requestId: about.serviceRequestId ?? null };
  });
}

/** The contact of an inbound call, and its request as soon as it has one. */
async function findContact(trx: Trx, key: CallKey, callId: string) {
  const contact = await trx
    .selectFrom('contact')
    .select(['id', 'servicerequest_id'])
    .where('channel', '=', key.channel)
    .where('account', '=', key.account)
    .where('external_id', '=', key.call_id)
    // Whoever works this contact right now looks at the call's answer: one of the two sees the other.
    .forShare()
    .executeTakeFirst();
  if (!contact) return undefined;
  await trx.updateTable('call').set({ contact_known: true }).where('id', '=', callId).execute();
  const serviceRequestId = contact.servicerequest_id;
  return { contactId: contact.id, ...(serviceRequestId !== null && { serviceRequestId }) };
}

function clean(event: CallEvent): CallEvent {
  return {
    ...event,
    account: cleanText(event.account),
    callId: cleanText(event.callId),
    from: cleanOptional(event.from),
    to: cleanOptional(event.to),
    queue: cleanOptional(event.queue),
    agentExtension: cleanOptional(event.agentExtension),
    ringsAt: event.ringsAt?.map(cleanText),
    endReason: cleanOptional(event.endReason),
    recordingUrl: cleanOptional(event.recordingUrl ?? null),
  };
}

async function readCall(trx: Trx, key: CallKey) {
  return trx
    .selectFrom('call')
    .select(['id', 'direction', 'callee', 'agent_extension', 'ringing_extensions', 'servicerequest_id'])
    .where('channel', '=', key.channel)
    .where('account', '=', key.account)
    .where('call_id', '=', key.call_id)
    .executeTakeFirstOrThrow();
}

/** Stores that an inbound call rings; undefined: that is no news. */
async function ringOf(trx: Trx, key: CallKey, event: CallEvent): Promise<Omit<Ring, 'index'> | undefined> {
  const { from: caller, to: callee, queue, ringsAt: extensions = [], occurredAt: at } = event;
  return storeRing(trx, { ...key, caller, callee, queue, extensions, at, isContact: false });
}

/** The screens at all telephones that rang hear how the call went on. */
async function tellTelephones(
  trx: Trx,
  call: { id: string; agent_extension: string | null; ringing_extensions: string[] },
): Promise<void> {
  const own = call.agent_extension === null ? [] : [call.agent_extension];
  const extensions = [...new Set([...own, ...call.ringing_extensions])];
  if (extensions.length > 0) await sendSignal(trx, { kind: 'call', callId: call.id, extensions });
}

/** @returns false when this step was told before. */
async function upsertCall(trx: Trx, key: CallKey, event: CallEvent): Promise<boolean> {
  const stepAt = sql.ref(`call.${event.type}_at`);
  // A recording says nothing of the call's state.
  const state = event.type === 'recorded' ? 'ringing' : event.type;
  const { rows } = await sql`
    insert into call (channel, account, call_id, direction, state, caller, callee, queue, agent_extension, end_reason,
      recording_url, ${sql.ref(`${event.type}_at`)})
    values (${key.channel}, ${key.account}, ${key.call_id}, ${event.direction}, ${state}, ${event.from},
      ${event.to}, ${event.queue}, ${event.agentExtension}, ${event.endReason}, ${event.recordingUrl ?? null},
      ${event.occurredAt})
    on conflict (channel, account, call_id) do update set
      state = case
        when array_position(array['ringing', 'answered', 'ended'], excluded.state)
           > array_position(array['ringing', 'answered', 'ended'], call.state)
        then excluded.state else call.state end,
      -- A recording alone does not tell who called whom; the first real step does.
      direction = case when coalesce(call.ringing_at, call.answered_at, call.ended_at) is null
        then excluded.direction else call.direction end,
      caller = coalesce(call.caller, excluded.caller),
      callee = coalesce(call.callee, excluded.callee),
      queue = coalesce(call.queue, excluded.queue),
      agent_extension = coalesce(call.agent_extension, excluded.agent_extension),
      end_reason = coalesce(call.end_reason, excluded.end_reason),
      recording_url = coalesce(call.recording_url, excluded.recording_url),
      ${sql.ref(`${event.type}_at`)} = coalesce(${stepAt}, ${event.occurredAt}),
      updated_at = now()
    where ${stepAt} is null or (call.agent_extension is null and excluded.agent_extension is not null)
    returning id`.execute(trx);
  return rows.length > 0;
}
