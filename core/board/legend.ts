import { type RawBuilder, sql } from 'kysely';
import { type Actor, isSupervisor, seesAll } from '../access/actor.ts';
import { departmentOf } from '../access/department.ts';
import { moversOfSeen } from '../access/movers.ts';
import {
  type BusinessProcess,
  findStep,
  type ProcessStep,
  transitionsFrom,
} from '../business-process/process.ts';
import type { Db } from '../db/db.ts';
import type { BoardChoices } from './board.ts';
import type { CardRow } from './cards.ts';

/** What cards are read with, and what a board may be narrowed to. */
export interface Legend {
  /** By `id:version`. */
  processes: Map<string, BusinessProcess>;
  choices: BoardChoices;
}

type Bound = Pick<CardRow, 'processId' | 'processVersion'>;

/** Choices of one kind beyond these are left out: nobody finds his way in a longer list. */
const MOST_CHOICES = 500;

interface LegendRow extends BusinessProcess {
  kind: 'process' | 'service' | 'agent' | 'group';
}

/** The process versions that some cards are bound to and, where asked for, the choices: one query. */
export async function readLegend(
  db: Db,
  actor: Actor,
  from: { cards: Bound[]; choices: boolean },
): Promise<Legend> {
  const bound = [...new Map(from.cards.map((card) => [keyOf(card), card])).values()];
  const parts = [...(bound.length > 0 ? [processes(bound)] : []), ...(from.choices ? choices(actor) : [])];
  if (parts.length === 0) return { processes: new Map(), choices: { services: [], agents: [], groups: [] } };
  const { rows } = await sql<LegendRow>`
    select * from (${sql.join(parts, sql` union all `)}) part order by name->>'ru', id`.execute(db);
  const ofKind = (kind: LegendRow['kind']) => rows.filter((row) => row.kind === kind);
  const named = ({ id, name }: LegendRow) => ({ id, name });
  return {
    processes: new Map(
      ofKind('process').map((row) => [keyOf({ processId: row.id, processVersion: row.version }), row]),
    ),
    choices: {
      services: ofKind('service').map(named),
      agents: ofKind('agent').map(named),
      groups: ofKind('group').map((row) => row.id),
    },
  };
}

function processes(bound: Bound[]): RawBuilder<unknown> {
  const keys = bound.map((each) => sql`(${each.processId}, ${each.processVersion}::int)`);
  return sql`select 'process'::text as kind, id, version, name, steps, transitions from business_process
    where (id, version) in (${sql.join(keys)})`;
}

function choices(actor: Actor): RawBuilder<unknown>[] {
  const list = (kind: LegendRow['kind'], words: [string, string], from: RawBuilder<unknown>) => sql`
    (select ${kind}::text as kind, id, 0 as version,
      jsonb_build_object('ru', ${sql.ref(words[0])}, 'en', ${sql.ref(words[1])}) as name,
      null::jsonb as steps, null::jsonb as transitions
    from ${from} order by name, id limit ${MOST_CHOICES})`;
  const services = list('service', ['name', 'name_en'], sql`service where active`);
  if (!isSupervisor(actor) && !seesAll(actor)) return [services];
  const people = isSupervisor(actor) ? sql`and id in ${departmentOf(actor.id)}` : sql``;
  return [
    services,
    list('agent', ['name', 'name'], sql`user_account where active and 'User' = any(roles) ${people}`),
    list('group', ['name', 'name'], sql`work_group`),
  ];
}

/** The step a card stands in; one that its process does not know, by its id alone. */
export function stepOf(legend: Legend, card: CardRow): ProcessStep {
  const process = legend.processes.get(keyOf(card));
  const nameless = { ru: card.stepId, en: card.stepId };
  const unknown = { id: card.stepId, name: nameless, category: card.category, narrative: nameless };
  return (process && findStep(process, card.stepId)) ?? unknown;
}

/** Where an actor who sees a card may move it; nowhere when it is closed or not his to move. */
export function nextStepsOf(legend: Legend, actor: Actor, card: CardRow): ProcessStep[] {
  const process = legend.processes.get(keyOf(card));
  if (!process || card.closedAt !== null) return [];
  return transitionsFrom(process, card.stepId, moversOfSeen(actor, card))
    .map((transition) => findStep(process, transition.to))
    .filter((step) => step !== undefined);
}

function keyOf({ processId, processVersion }: Bound): string {
  return `${processId}:${processVersion}`;
}
