import type { Db } from '../db/db.ts';
import { NoAnswer } from '../errors.ts';

/** What of a contact decides its service. */
export interface ServiceClues {
  channel: string;
  /** A service the contact names. */
  serviceId: string | null;
  queue: string | null;
  text: string | null;
}

/**
 * Chooses the service of a contact: the one it names, else the first routing rule (by position) whose every
 * given part matches: channel, queue, keyword. A named service that the catalogue does not know is not guessed
 * over: a person decides.
 * @returns a service id, or null: TRIAGE.
 * @throws {NoAnswer} while the catalogue has never been read: nobody should triage what a minute would settle.
 */
export async function chooseService(db: Db, clues: ServiceClues): Promise<string | null> {
  if (clues.serviceId !== null)
    return (await isOffered(db, clues.serviceId)) ? clues.serviceId : requireCatalogue(db);
  // A PBX queue may carry the service's own id.
  if (clues.queue !== null && (await isOffered(db, clues.queue))) return clues.queue;
  const rules = await db
    .selectFrom('routing_rule')
    .innerJoin('service', 'service.id', 'routing_rule.service_id')
    .select(['channel', 'queue', 'keyword', 'service_id'])
    .where('service.active', '=', true)
    .orderBy('position')
    .execute();
  if (rules.length === 0) await requireCatalogue(db);
  const text = fold(clues.text ?? '');
  const queue = fold(clues.queue ?? '');
  const rule = rules.find(
    (each) =>
      (each.channel === null || each.channel === clues.channel) &&
      (each.queue === null || fold(each.queue) === queue) &&
      (each.keyword === null || text.includes(fold(each.keyword))),
  );
  return rule?.service_id ?? null;
}

async function isOffered(db: Db, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('service')
    .select('id')
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst();
  return row !== undefined;
}

async function requireCatalogue(db: Db): Promise<null> {
  const any = await db.selectFrom('service').select('id').limit(1).executeTakeFirst();
  if (!any) throw new NoAnswer('catalogue.never_read', 'the service catalogue has not been read yet');
  return null;
}

/** Case, ё/е and width do not tell words apart. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
}
