import type { Asker, OwnRequest } from '../channel.ts';
import type { HouseContext } from '../context.ts';
import { findLink } from '../identity/identityLinks.ts';
import { reaches } from '../identity/rung.ts';

const MOST = 20;

/**
 * The open requests a person may see. From the disclosure rung up they are all of his customer, or of his number;
 * below it only those of this very conversation, which he knows of anyway.
 * @param channel the channel's name.
 */
export async function listOwnRequests(
  ctx: Pick<HouseContext, 'db' | 'config'>,
  channel: string,
  asker: Asker,
): Promise<OwnRequest[]> {
  const { account, identity, thread } = asker;
  const link = await findLink(ctx.db, { channel, account, identity });
  const known = link && reaches(link.rung, ctx.config.DISCLOSURE_RUNG) ? link : undefined;
  const rows = await ctx.db
    .selectFrom('servicerequest as r')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .select(['r.number', 'r.status', 's.name', 's.name_en', 'r.created_at'])
    .where('r.status', '<>', 'CLOSED')
    .where(({ eb, or, and }) =>
      or([
        and([
          eb('r.channel', '=', channel),
          eb('r.account', '=', account),
          thread === null ? eb.val(false) : eb('r.thread', '=', thread),
        ]),
        ...(known?.customerId ? [eb('r.customer_id', '=', known.customerId)] : []),
        ...(known?.phone && !known.customerId ? [eb('r.phone', '=', known.phone)] : []),
      ]),
    )
    .orderBy('r.created_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    number: row.number,
    status: row.status,
    service: row.name === null ? null : { ru: row.name, en: row.name_en ?? row.name },
    createdAt: row.created_at,
  }));
}
