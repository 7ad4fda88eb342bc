import { sql } from 'kysely';
import type { Trx } from '../db/db.ts';

/** Gives every rule its place. @param ids of all rules, in the order they are to be tried. */
export async function storeOrder(trx: Trx, ids: string[]): Promise<void> {
  await sql`
    update routing_rule r set position = o.place
    from unnest(${ids}::uuid[]) with ordinality as o (id, place)
    where r.id = o.id and r.position <> o.place`.execute(trx);
}
