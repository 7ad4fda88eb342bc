import type { Db } from '../db/db.ts';
import type { BusinessProcess } from './process.ts';

/** A version of a process and what hangs on it. */
export interface ProcessVersion extends BusinessProcess {
  createdAt: Date;
  /** User id, client id, or `system`. */
  createdBy: string;
  /** Null where the directory's mirror has no such person. */
  createdByName: string | null;
  /** Incidents under way that follow it. */
  openIncidents: number;
}

/** A process in the dictionary's list. */
export interface ProcessSummary extends ProcessVersion {
  /** Services of the catalogue whose incidents follow it. */
  services: { id: string; name: string; nameEn: string }[];
  /** Incidents under way that follow any version of it. */
  openInAll: number;
}

/** All versions of a process, newest first; empty where there is no such process. */
export async function readVersions(db: Db, processId: string): Promise<ProcessVersion[]> {
  const rows = await versionQuery(db).where('p.id', '=', processId).orderBy('p.version', 'desc').execute();
  return rows.map(toVersion);
}

/** Every process in its newest version, by id, with the services that use it; the dictionary is a page long. */
export async function listProcessSummaries(db: Db): Promise<ProcessSummary[]> {
  const [rows, services] = await Promise.all([
    versionQuery(db).orderBy('p.id').orderBy('p.version', 'desc').execute(),
    db
      .selectFrom('service')
      .select(['id', 'name', 'name_en as nameEn', 'process_id'])
      .where('active', '=', true)
      .where('process_id', 'is not', null)
      .orderBy('name')
      .execute(),
  ]);
  const versions = rows.map(toVersion);
  const newest = versions.filter((each, index) => versions[index - 1]?.id !== each.id);
  return newest.map((process) => ({
    ...process,
    openInAll: versions
      .filter((each) => each.id === process.id)
      .reduce((sum, each) => sum + each.openIncidents, 0),
    services: services
      .filter((each) => each.process_id === process.id)
      .map(({ id, name, nameEn }) => ({ id, name, nameEn })),
  }));
}

function versionQuery(db: Db) {
  return db
    .selectFrom('business_process as p')
    .leftJoin('user_account as u', 'u.id', 'p.created_by')
    .leftJoin(
      (query) =>
        query
          .selectFrom('incident')
          .select(['process_id', 'process_version', (each) => each.fn.countAll<string>().as('open')])
          .where('closed_at', 'is', null)
          .groupBy(['process_id', 'process_version'])
          .as('i'),
      (join) => join.onRef('i.process_id', '=', 'p.id').onRef('i.process_version', '=', 'p.version'),
    )
    .select([
      'p.id',
      'p.version',
      'p.name',
      'p.steps',
      'p.transitions',
      'p.created_at as createdAt',
      'p.created_by as createdBy',
      'u.name as createdByName',
      'i.open',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof versionQuery>['executeTakeFirstOrThrow']>>;

function toVersion({ open, ...row }: Row): ProcessVersion {
  return { ...row, openIncidents: Number(open ?? 0) };
}
