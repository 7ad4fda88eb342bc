import { sql } from 'kysely';
import type { CountryCode } from 'libphonenumber-js/max';
import type { InboundContact } from '../channel.ts';
import type { HouseContext } from '../context.ts';
import { readPhone } from '../phone.ts';

/** How long a call's first event may come after its later ones. */
const PATIENCE_SECONDS = 10;
const BATCH = 100;

/**
 * Opens the contact of inbound calls whose first event never came: the PBX told us of an answer or an end, so a
 * customer called. Calls whose contact came late are only marked.
 */
export async function adoptLostCalls(ctx: Pick<HouseContext, 'db' | 'intake' | 'config'>): Promise<void> {
  const { rows } = await sql<LostCall>`
    select channel, account, call_id, caller, callee, queue, coalesce(answered_at, ended_at, updated_at) as at,
      exists (select 1 from contact c
        where (c.channel, c.account, c.external_id) = (call.channel, call.account, call.call_id)) as known
    from call
    where direction = 'in' and not contact_known
      and coalesce(ringing_at, answered_at, ended_at) is not null
      and updated_at < now() - make_interval(secs => ${PATIENCE_SECONDS})
    order by updated_at limit ${BATCH}`.execute(ctx.db);
  for (const call of rows) {
    if (!call.known) await ctx.intake.accept(call.channel, toContact(call, ctx.config.DEFAULT_COUNTRY));
    await ctx.db
      .updateTable('call')
      .set({ contact_known: true })
      .where('channel', '=', call.channel)
      .where('account', '=', call.account)
      .where('call_id', '=', call.call_id)
      .execute();
  }
}

function toContact(call: LostCall, country: CountryCode): InboundContact {
  const { e164 } = readPhone(call.caller, country);
  return {
    account: call.account,
    externalId: call.call_id,
    kind: 'call',
    thread: null,
    address: call.caller,
    identity: e164,
    sender: call.caller,
    rung: e164 === null ? 'UNKNOWN' : 'CALLER_ID',
    serviceId: null,
    queue: call.queue,
    text: null,
    occurredAt: call.at,
    raw: { callId: call.call_id, to: call.callee, adopted: true },
  };
}

interface LostCall {
  channel: string;
  account: string;
  call_id: string;
  caller: string | null;
  callee: string | null;
  queue: string | null;
  at: Date;
  known: boolean;
}
