import { sql } from 'kysely';
import type { Trx } from '../db/db.ts';
import type { NotifiedRequest } from './notifiedRequest.ts';

/** Notices that tell of a mass incident while it lasts. */
const TELLING = ['registeredOutage', 'outageTold'] as const;

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
  const { outage_state: state, outage_number: number, outage_told: told } = request;
  if (state !== 'OPEN' || number === null || told === null) return undefined;
  const known = await trx
    .selectFrom('notification')
    .select('id')
    .where('servicerequest_id', '=', request.id)
    .where('template', 'in', TELLING)
    .where(sql<boolean>`params ->> 'massIncident' = ${number}`)
    .executeTakeFirst();
  if (known) return undefined;
  return { massIncident: number, title: request.outage_title ?? '', text: told[request.language] || told.ru };
}

/** What to tell the customer whose request ends with its mass incident; undefined where there is none. */
export function outageEnded(request: NotifiedRequest): OutageParams | undefined {
  const { outage_number: number, outage_resolution: resolution } = request;
  if (number === null || resolution === null) return undefined;
  const text = resolution[request.language] || resolution.ru;
  return { massIncident: number, title: request.outage_title ?? '', text };
}
