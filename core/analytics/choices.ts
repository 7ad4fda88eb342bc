import { sql } from 'kysely';
import { type Actor, seesAll } from '../access/actor.ts';
import { departmentOf } from '../access/department.ts';
import type { Db } from '../db/db.ts';
import { Invalid } from '../errors.ts';
import { NONE, type ShowcaseFilter, WORD_FIELDS, type WordField } from './filter.ts';

/** What a filter can be set to. */
export interface Choice {
  id: string;
  /** Null where the house knows no name for it. */
  name: string | null;
  nameEn: string | null;
  /** False: it was once, and there may be requests of that time. */
  active: boolean;
}
export type Choices = Record<WordField, Choice[]>;

/** Fields that may ask for what has none. */
const MAY_BE_NONE: ReadonlySet<WordField> = new Set<WordField>(['service', 'workGroup', 'agent']);

/**
 * What the actor can choose from, by name: every service and work group, the people of his department and the
 * managers among them, himself first; a system chooses from all.
 * @param channels the house's.
 */
export async function readChoices(db: Db, actor: Actor, channels: string[]): Promise<Choices> {
  const [channel, service, workGroup, people] = await Promise.all([
    readChannels(db, channels),
    readServices(db),
    readWorkGroups(db),
    readPeople(db, actor),
  ]);
  const agent = people.map(({ manages: _, ...person }) => person);
  const department = people
    .filter(({ id, manages }) => manages || id === actor.id)
    .map(({ manages: _, ...each }) => each);
  department.sort((a, b) => Number(b.id === actor.id) - Number(a.id === actor.id));
  return { channel, service, workGroup, department, agent };
}

/** The fields of a filter that are set to nothing one can choose. */
export function foreignFields(filter: ShowcaseFilter, choices: Choices): WordField[] {
  return WORD_FIELDS.filter((field) => {
    const value = filter[field];
    if (value === undefined || (value === NONE && MAY_BE_NONE.has(field))) return false;
    return !choices[field].some(({ id }) => id === value);
  });
}

/** @throws {Invalid} naming the first field that is set to nothing one can choose. */
export function requireKnown(filter: ShowcaseFilter, choices: Choices): void {
  const [field] = foreignFields(filter, choices);
  if (field !== undefined) throw new Invalid(field, 'is not known here');
}

/** Those the house has, and those it had: every channel of the index once, without reading its rows. */
async function readChannels(db: Db, channels: string[]): Promise<Choice[]> {
  const { rows } = await sql<{ channel: string }>`
    with recursive seen(channel) as (
      select min(channel) from servicerequest
      union all
      select (select min(r.channel) from servicerequest r where r.channel > seen.channel)
      from seen where seen.channel is not null
    ) select channel from seen where channel is not null`.execute(db);
  const past = rows.map(({ channel }) => channel).filter((id) => !channels.includes(id));
  const choice = (active: boolean) => (id: string) => ({ id, name: null, nameEn: null, active });
  return [...channels.map(choice(true)), ...past.map(choice(false))];
}

async function readServices(db: Db): Promise<Choice[]> {
  return db
    .selectFrom('service')
    .select(['id', 'name', 'name_en as nameEn', 'active'])
    .orderBy('active', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** Groups of the directory, and those the catalogue names. */
async function readWorkGroups(db: Db): Promise<Choice[]> {
  const { rows } = await sql<{ id: string; name: string | null }>`
    select id, max(name) as name
    from (
      select id, name from work_group
      union all select distinct work_group_id, null from service where work_group_id is not null
    ) known
    group by id order by 2, 1`.execute(db);
  return rows.map(({ id, name }) => ({ id, name, nameEn: null, active: true }));
}

async function readPeople(db: Db, actor: Actor): Promise<(Choice & { manages: boolean })[]> {
  const mine = seesAll(actor) ? sql`true` : sql`u.id in ${departmentOf(actor.id)}`;
  const { rows } = await sql<{ id: string; name: string; active: boolean; manages: boolean }>`
    select u.id, u.name, u.active, exists (select 1 from user_account t where t.manager_id = u.id) as manages
    from user_account u where ${mine}
    order by u.active desc, u.name, u.id`.execute(db);
  return rows.map((person) => ({ ...person, nameEn: null }));
}
