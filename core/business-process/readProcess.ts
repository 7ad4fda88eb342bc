import type { Db } from '../db/db.ts';
import type { BusinessProcess } from './process.ts';

const COLUMNS = ['id', 'version', 'name', 'steps', 'transitions'] as const;

/** The newest version of a process; undefined when the dictionary has none of that id. */
export async function readNewestProcess(db: Db, id: string): Promise<BusinessProcess | undefined> {
  return db
    .selectFrom('business_process')
    .select(COLUMNS)
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** One version of a process; undefined when there is none. */
export async function readProcess(db: Db, id: string, version: number): Promise<BusinessProcess | undefined> {
  return db
    .selectFrom('business_process')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** The newest version of every process, by id; the dictionary is a page long. */
export async function listProcesses(db: Db): Promise<BusinessProcess[]> {
  return db
    .selectFrom('business_process')
    .select(COLUMNS)
    .distinctOn('id')
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
}
