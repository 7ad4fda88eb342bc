import type { Db } from '../db/db.ts';
import { NoAnswer } from '../errors.ts';
import { readRules } from './readRoutingRules.ts';
import { matchRule, type RoutingClues, type StoredRoutingRule } from './routingRule.ts';

/** What of a contact decides its service. */
export interface ServiceClues extends RoutingClues {
  /** A service the contact names. */
  serviceId: string | null;
}

/** A service and what chose it; null: nothing did, and TRIAGE follows. */
export interface ServiceChoice {
  serviceId: string | null;
  by: 'name' | 'queue' | 'rule' | null;
  rule: StoredRoutingRule | null;
}

/**
 * Chooses the service of a contact: the one it names, else the first routing rule (by position) whose every
 * given part matches: channel, queue, keyword. A named service that the catalogue does not know is not guessed
 * over: a person decides.
 * @returns a service id, or null: TRIAGE.
 * @throws {NoAnswer} while the catalogue has never been read: nobody should triage what a minute would settle.
 */
export async function chooseService(db: Db, clues: ServiceClues): Promise<string | null> {
  return (await traceService(db, clues)).serviceId;
}

/** {@link chooseService}, and what decided it. @throws as it does. */
export async function traceService(db: Db, clues: ServiceClues): Promise<ServiceChoice> {
  if (clues.serviceId !== null) {
    if (await isOffered(db, clues.serviceId)) return { serviceId: clues.serviceId, by: 'name', rule: null };
    await requireCatalogue(db);
    return { serviceId: null, by: null, rule: null };
  }
  // A PBX queue may carry the service's own id.
  if (clues.queue !== null && (await isOffered(db, clues.queue)))
    return { serviceId: clues.queue, by: 'queue', rule: null };
  const rules = await readRules(db, { offered: true });
  if (rules.length === 0) await requireCatalogue(db);
  const rule = matchRule(rules, clues);
  return rule ? { serviceId: rule.serviceId, by: 'rule', rule } : { serviceId: null, by: null, rule: null };
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

async function requireCatalogue(db: Db): Promise<void> {
  const any = await db.selectFrom('service').select('id').limit(1).executeTakeFirst();
  if (!any) throw new NoAnswer('catalogue.never_read', 'the service catalogue has not been read yet');
}
