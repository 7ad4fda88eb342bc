import type { Db } from '../db/db.ts';

/** Who of a work group has least to do. */
export interface AgentLoads {
  /**
   * Picks the least loaded active agent of the group and counts the new incident towards him.
   * @returns a user id, or null when the group has nobody, or its incidents are taken by hand.
   */
  pick(workGroupId: string): Promise<string | null>;
}

interface Agent {
  id: string;
  groups: string[];
  load: number;
}

/** Counting every agent's open incidents for each new one would cost more as the backlog grows. */
const FRESH_MS = 2_000;

/**
 * Loads are counted from the incidents every two seconds and kept up between counts by what this process assigns:
 * the cost for one incident stays flat however many are open.
 */
export function createAgentLoads(db: Db): AgentLoads {
  let agents: Agent[] = [];
  let byHand = new Set<string>();
  let countedAt = Number.NEGATIVE_INFINITY;
  let counting: Promise<void> | null = null;

  const count = async () => {
    [agents, byHand] = await Promise.all([countAgents(db), readByHand(db)]);
    countedAt = performance.now();
  };

  return {
    async pick(workGroupId) {
      if (performance.now() - countedAt > FRESH_MS) {
        counting ??= count().finally(() => {
          counting = null;
        });
        await counting;
      }
      if (byHand.has(workGroupId)) return null;
      const agent = agents
        .filter((each) => each.groups.includes(workGroupId))
        .reduce<Agent | null>(
          (least, each) => (least === null || each.load < least.load ? each : least),
          null,
        );
      if (agent) agent.load += 1;
      return agent?.id ?? null;
    },
  };
}

async function countAgents(db: Db): Promise<Agent[]> {
  const rows = await db
    .selectFrom('user_account as u')
    .leftJoin(
      (query) =>
        query
          .selectFrom('incident')
          .select(['assignee_id', (each) => each.fn.countAll<string>().as('open')])
          .where('closed_at', 'is', null)
          .groupBy('assignee_id')
          .as('load'),
      (join) => join.onRef('load.assignee_id', '=', 'u.id'),
    )
    .select(['u.id', 'u.work_group_ids', 'load.open'])
    .where('u.active', '=', true)
    .where((each) => each('u.roles', '@>', each.val(['User'])))
    .orderBy('u.id')
    .execute();
  return rows.map((row) => ({ id: row.id, groups: row.work_group_ids, load: Number(row.open ?? 0) }));
}

async function readByHand(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('work_group').select('id').where('assignment', '=', 'by_hand').execute();
  return new Set(rows.map((row) => row.id));
}
