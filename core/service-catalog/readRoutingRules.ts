import type { Db } from '../db/db.ts';
import type { SettingVersion } from '../setting/setting.ts';
import { readSettingVersion } from '../setting/setting.ts';
import type { StoredRoutingRule } from './routingRule.ts';

/** The table of rules and its version. */
export interface RoutingTable extends SettingVersion {
  /** In the order they are tried; the table is a page or two long. */
  rules: StoredRoutingRule[];
}

/** The whole table, rules of services that left the catalogue too. */
export async function readRoutingTable(db: Db): Promise<RoutingTable> {
  // The version first: whoever edits what was read after it and has changed since is told.
  const version = await readSettingVersion(db, 'routing');
  return { ...version, rules: await readRules(db) };
}

/** Rules in the order they are tried. @param filter.offered only those whose service is in the catalogue. */
export async function readRules(db: Db, filter: { offered?: boolean } = {}): Promise<StoredRoutingRule[]> {
  let query = db
    .selectFrom('routing_rule as r')
    .select([
      'r.id',
      'r.channel',
      'r.queue',
      'r.keyword',
      'r.service_id as serviceId',
      'r.skips_silent as skipsSilent',
    ]);
  if (filter.offered)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('service as s')
          .select('s.id')
          .whereRef('s.id', '=', 'r.service_id')
          .where('s.active', '=', true),
      ),
    );
  return query.orderBy('r.position').orderBy('r.id').execute();
}
