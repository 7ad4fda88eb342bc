import { sql } from 'kysely';
import type { Trx } from '../db/db.ts';
import { TELLING } from '../mass-incident/telling.ts';
import type { NotifiedRequest } from './notifiedRequest.ts';

/** What a mass incident's notice is filled in with. */
interface OutageParams extends Record<string, string> {
  massIncident: string;
  title: string;
  text: string;
}

/**
 * What to tell the customer of the open mass incident his request is part of.
 * @returns undefined where there is none, or he has been told of it.
 */
export async function outageToTell(trx: Trx, request: NotifiedRequest): Promise<OutageParams | undefined> {
  const outage = outageNow(request);
  return outage && (await lastTold(trx, request, outage)) === undefined ? outage : undefined;
}

/**
 * What to tell the customer when the words of his mass incident were corrected.
 * @returns undefined where it is over, or these words are the last he was told.
 */
export async function outageCorrected(trx: Trx, request: NotifiedRequest): Promise<OutageParams | undefined> {
  const outage = outageNow(request);
  return outage && (await lastTold(trx, request, outage)) !== outage.text ? outage : undefined;
}

function outageNow(request: NotifiedRequest): OutageParams | undefined {
  const { outage_state: state, outage_number: number, outage_told: told } = request;
  if (state !== 'OPEN' || number === null || told === null) return undefined;
  return { massIncident: number, title: request.outage_title ?? '', text: told[request.language] || told.ru };
}

/** The last words told of it, on this request or on one merged into it; undefined: none. */
async function lastTold(
  trx: Trx,
  { id }: NotifiedRequest,
  { massIncident }: OutageParams,
): Promise<string | undefined> {
  const { rows } = await sql<{ text: string | null }>`
    select params ->> 'text' as text from notification
    where servicerequest_id in (
        select ${id}::uuid union all select f.id from servicerequest f where f.merged_into = ${id})
      and recipient = 'customer' and template in ${sql`(${sql.join([...TELLING])})`}
      and params ->> 'massIncident' = ${massIncident}
    order by event_id desc, created_at desc limit 1`.execute(trx);
  return rows[0] && (rows[0].text ?? '');
}

/** What to tell the customer whose request ends with its mass incident; undefined where there is none. */
export function outageEnded(request: NotifiedRequest): OutageParams | undefined {
  const { outage_number: number, outage_resolution: resolution } = request;
  if (number === null || resolution === null) return undefined;
  const text = resolution[request.language] || resolution.ru;
  return { massIncident: number, title: request.outage_title ?? '', text };
}
