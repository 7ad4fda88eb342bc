import { sql } from 'kysely';
import type { Bilingual } from '../business-process/process.ts';
import type { Db } from '../db/db.ts';

/** A mass incident that a caller may be calling about. */
export interface KnownOutage {
  id: string;
  number: string;
  title: string;
  /** What callers are told; English may be empty. */
  told: Bilingual;
  area: string | null;
  service: { ru: string; en: string | null } | null;
}

const MOST = 3;

/**
 * Outages that are open now and may be the caller's: of a service he has turned to us about lately, or of the place he
 * lives at.
 * @param caller.phone E.164.
 * @param caller.areas where he lives, as far as that is known.
 */
export async function listKnownOutages(
  db: Db,
  caller: { phone: string; areas: string[] },
): Promise<KnownOutage[]> {
  const { phone, areas } = caller;
  const { rows } = await sql<KnownOutage>`
    with his as (
      select service_id, area from servicerequest
      where phone = ${phone} and (status <> 'CLOSED' or created_at > now() - interval '30 days')
      order by created_at desc limit 20
    ), place as (
      select unnest(${areas}::text[]) as area union select area from his where area is not null
    )
    select m.id, m.number, m.title, m.told, m.area,
      case when s.id is null then null else jsonb_build_object('ru', s.name, 'en', s.name_en) end as service
    from mass_incident m left join service s on s.id = m.service_id
    where m.state = 'OPEN' and (
      m.area in (select area from place)
      or m.area is null and m.service_id in (select service_id from his))
    order by m.area is null, m.opened_at desc
    limit ${MOST}`.execute(db);
  return rows;
}
