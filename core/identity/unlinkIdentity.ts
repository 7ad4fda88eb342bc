import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import type { Trx } from '../db/db.ts';
import { Conflict, NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { endLink } from './identityLinks.ts';
import { RUNGS } from './rung.ts';

/**
 * Undoes a link an agent found to be wrong. It stays as history; requests of that sender that still wait in TRIAGE
 * lose the customer it gave them, those already worked are told of it on their timeline.
 * @param undo.reason in the agent's words, for whoever reads the history.
 * @throws {NotFound} when the actor sees no request of that sender; {@link Conflict} when it was undone before.
 */
export async function unlinkIdentity(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  undo: { linkId: string; reason: string },
): Promise<void> {
  const link = await ctx.db
    .selectFrom('identity_link as l')
    .select(['l.id', 'l.channel', 'l.account', 'l.identity', 'l.phone', 'l.customer_id'])
    .where('l.id', '=', undo.linkId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('servicerequest as r')
          .select('r.id')
          .whereRef('r.channel', '=', 'l.channel')
          .whereRef('r.account', '=', 'l.account')
          .whereRef('r.identity', '=', 'l.identity')
          .where(visibleRequests(actor, 'r')),
      ),
    )
    .executeTakeFirst();
  if (!link) throw new NotFound('identity.not_found', 'There is no such link');
  await ctx.db.transaction().execute(async (trx) => {
    const ended = await endLink(trx, link.id, { by: actor.id, reason: undo.reason });
    if (!ended) throw new Conflict('identity.unlinked', 'It was undone before');
    const requests = await reopenTriage(trx, link);
    const about = requests.map((row) => ({ serviceRequestId: row.id }));
    await appendEvents(
      trx,
      (about.length > 0 ? about : [{}]).map((each) => ({
        type: 'identity.unlinked' as const,
        actor: actor.id,
        data: { linkId: link.id, customerId: link.customer_id },
        ...each,
      })),
    );
  });
}

/** @returns the open requests of the sender. */
async function reopenTriage(
  trx: Trx,
  link: { channel: string; account: string; identity: string; phone: string | null },
): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    update servicerequest set
      customer_id = case when status = 'TRIAGE' and settled_by is null then null else customer_id end,
      customer_name = case when status = 'TRIAGE' and settled_by is null then null else customer_name end,
      triage_reasons = case
        when status = 'TRIAGE' and settled_by is null and customer_id is not null
        then array[case when ${itsPhone(link)} or phone is null then 'NO_PHONE' else 'CUSTOMER_UNKNOWN' end]
          || array_remove(array_remove(triage_reasons, 'CUSTOMER_UNKNOWN'), 'NO_PHONE') else triage_reasons end,
      candidates = case when status = 'TRIAGE' then '[]' else candidates end,
      phone = case when ${itsPhone(link)} then null else phone end,
      phone_kind = case when ${itsPhone(link)} then 'none' else phone_kind end,
      -- What the link had raised falls back to what his own words prove.
      rung = coalesce((
        select c.rung from contact c where c.servicerequest_id = servicerequest.id
        order by array_position(${[...RUNGS]}::text[], c.rung) desc limit 1), 'UNKNOWN'),
      updated_at = now()
    where channel = ${link.channel} and account = ${link.account} and identity = ${link.identity}
      and status <> 'CLOSED'
    returning id`.execute(trx);
  return rows;
}

/** The request has its number from the link alone: nobody may be written to or called there any more. */
function itsPhone(link: { phone: string | null }) {
  return sql<boolean>`(phone = ${link.phone} and not exists (
    select 1 from contact c where c.servicerequest_id = servicerequest.id and c.phone = ${link.phone}))`;
}
