import { sql } from 'kysely';
import type { ProcessStep } from '../../../core/business-process/process.ts';
import type { Db } from '../../../core/db/db.ts';
import type { Language } from '../../../core/i18n.ts';
import type { IncidentView } from '../../../core/incident/readIncidents.ts';

/** Answers the name of the step an incident stands in. */
export type StepName = (incident: Pick<IncidentView, 'processId' | 'processVersion' | 'step'>) => string;

/** Names of the steps of a page of incidents, each by the process version it is bound to, in one query. */
export async function loadStepNames(
  db: Db,
  incidents: IncidentView[],
  language: Language,
): Promise<StepName> {
  const bound = [...new Set(incidents.map((each) => `${each.processId}:${each.processVersion}`))];
  const rows = bound.length === 0 ? [] : await readSteps(db, bound);
  const names = new Map(
    rows.flatMap((row) => row.steps.map((step) => [`${row.key}:${step.id}`, step.name[language]] as const)),
  );
  return (each) => names.get(`${each.processId}:${each.processVersion}:${each.step}`) ?? each.step;
}

async function readSteps(db: Db, keys: string[]): Promise<{ key: string; steps: ProcessStep[] }[]> {
  const key = sql<string>`id || ':' || version`;
  return db
    .selectFrom('business_process')
    .select([key.as('key'), 'steps'])
    .where(key, 'in', keys)
    .execute();
}
