import type { Actor } from '../access/actor.ts';
import { visibleMassIncidents } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';

/** Proposals that want a supervisor's word. */
export interface Proposals {
  /** At most 50. */
  count: number;
  /** Its id, where there is but one. */
  only: string | null;
}

export const NO_PROPOSALS: Proposals = { count: 0, only: null };

const MOST = 50;

/** How many proposals an actor may decide on: one look into an index, for every page shows it. */
export async function readProposals(db: Db, actor: Actor): Promise<Proposals> {
  const rows = await db
    .selectFrom('mass_incident as m')
    .select('m.id')
    .where('m.state', '=', 'PROPOSED')
    .where(visibleMassIncidents(actor, 'm'))
    .limit(MOST)
    .execute();
  return { count: rows.length, only: rows.length === 1 ? (rows[0]?.id ?? null) : null };
}
