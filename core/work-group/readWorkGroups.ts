import { sql } from 'kysely';
import type { Category } from '../business-process/process.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import type { Priority } from '../incident/priority.ts';

/** How a new incident of a group finds its agent: the one with least to do, or whoever takes it. */
export const ASSIGNMENTS = ['least_loaded', 'by_hand'] as const;
export type Assignment = (typeof ASSIGNMENTS)[number];

/** Columns of the board that may have a limit: what is done is not in work any more. */
export const LIMITED = ['TODO', 'DOING', 'WAITING'] as const satisfies Category[];
/** How many incidents of a group may stand in a column; absent: as many as come. */
export type WipLimits = Partial<Record<(typeof LIMITED)[number], number>>;

/** A work group: its name and agents are the directory's, the rest is set here. */
export interface WorkGroup {
  id: string;
  name: string;
  assignment: Assignment;
  wipLimits: WipLimits;
  /** The calendar its hours are counted by; null: the house's own. */
  calendarId: string | null;
  /** What its incidents open with. */
  priority: Priority;
  /** Of what is set here. */
  version: number;
  updatedAt: Date | null;
  updatedBy: string | null;
  /** Its active agents, by name. */
  agents: { id: string; name: string }[];
}

/** Every work group by name; the directory's are a page long. */
export async function listWorkGroups(db: Db): Promise<WorkGroup[]> {
  return groupQuery(db).orderBy('g.name').orderBy('g.id').execute();
}

/** One work group. @throws {NotFound} */
export async function getWorkGroup(db: Db, id: string): Promise<WorkGroup> {
  const group = await groupQuery(db).where('g.id', '=', id).executeTakeFirst();
  if (!group) throw new NotFound('group.not_found', 'There is no such work group');
  return group;
}

function groupQuery(db: Db) {
  return db.selectFrom('work_group as g').select([
    'g.id',
    'g.name',
    'g.assignment',
    'g.wip_limits as wipLimits',
    'g.calendar_id as calendarId',
    'g.priority',
    'g.version',
    'g.updated_at as updatedAt',
    'g.updated_by as updatedBy',
    sql<WorkGroup['agents']>`(
        select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name, u.id), '[]')
        from user_account u
        where u.active and u.roles @> array['User'] and u.work_group_ids @> array[g.id])`.as('agents'),
  ]);
}
