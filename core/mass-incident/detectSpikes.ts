import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Db, Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import { sameArea } from './areas.ts';
import { type Count, findSpikes, type Spike, USUAL_DAYS } from './findSpikes.ts';
import { readSpikeSettings, type SpikeSettings } from './settings.ts';

/** A dismissed spike is proposed again when it has grown so many times. */
const GROWN = 2;

/**
 * Looks whether far more customers than usual have just turned to us for one service, and proposes a mass incident to
 * the supervisors. A spike is proposed once, however many processes look. Requests that belong to a mass incident
 * already count no more.
 * @returns ids of what was proposed now.
 */
export async function detectSpikes(db: Db): Promise<string[]> {
  const settings = await readSpikeSettings(db);
  const spikes = findSpikes(await countCustomers(db, settings.windowMinutes), settings);
  const proposed: string[] = [];
  for (const spike of spikes) {
    const id = await db.transaction().execute((trx) => propose(trx, spike, settings));
    if (id !== undefined) proposed.push(id);
  }
  return proposed;
}

/** Customers, not requests: one who calls ten times is no outage. */
async function countCustomers(db: Db, windowMinutes: number): Promise<Count[]> {
  const { rows } = await sql<Count>`
    select r.service_id as "serviceId", r.area, d.day,
      count(distinct coalesce(r.customer_id, r.phone, r.id::text))::integer as customers
    from generate_series(0, ${USUAL_DAYS}::integer) as d(day)
      join servicerequest r on
        r.created_at > now() - make_interval(days => d.day, mins => ${windowMinutes})
        and r.created_at <= now() - make_interval(days => d.day)
    where r.service_id is not null and r.mass_incident_id is null and r.merged_into is null
      and r.close_reason is distinct from 'SPAM'
      and not exists (
        select 1 from mass_incident m
        where m.service_id = r.service_id and m.state in ('PROPOSED', 'OPEN')
          and (m.area is null or ${sameArea(sql`m.area`, sql`r.area`)}))
    group by grouping sets ((r.service_id, d.day), (r.service_id, r.area, d.day))
    having grouping(r.area) = 1 or r.area is not null`.execute(db);
  return rows;
}

async function propose(trx: Trx, spike: Spike, settings: SpikeSettings): Promise<string | undefined> {
  const { serviceId, area, count, baseline } = spike;
  const { windowMinutes, quietMinutes } = settings;
  const detected = JSON.stringify({ count, windowMinutes, baseline });
  const { rows } = await sql<{ id: string; number: string }>`
    insert into mass_incident (id, service_id, area, state, detected, began_at)
    select ${uuid()}::uuid, ${serviceId}, ${area}, 'PROPOSED', ${detected}::jsonb,
      now() - make_interval(mins => ${windowMinutes})
    where not exists (
      select 1 from mass_incident
      where service_id = ${serviceId} and area is not distinct from ${area} and state = 'DISMISSED'
        and dismissed_at > now() - make_interval(mins => ${quietMinutes})
        and ${count}::integer < ${GROWN}::integer * (detected ->> 'count')::integer)
    on conflict do nothing
    returning id, number`.execute(trx);
  const row = rows[0];
  if (!row) return undefined;
  await appendEvents(trx, [
    {
      type: 'massincident.proposed',
      subject: `massincident:${row.id}`,
      data: { massIncidentId: row.id, number: row.number, serviceId },
    },
  ]);
  return row.id;
}
