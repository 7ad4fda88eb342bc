import { type Kysely, sql } from 'kysely';

/** Transitions that a state of the order makes by itself, by process: `from>to` and the states of TMF641. */
const BY_ORDER = [
  { id: 'fault', from: 'field', to: 'diagnose', states: ['completed', 'failed', 'partial'] },
  { id: 'connection', from: 'install', to: 'connected', states: ['completed'] },
  { id: 'connection', from: 'install', to: 'offer', states: ['failed', 'rejected', 'cancelled', 'partial'] },
];

/** The next version of the processes whose steps the order system moves; incidents keep the version they have. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const id of new Set(BY_ORDER.map((each) => each.id))) {
    const rules = BY_ORDER.filter((each) => each.id === id);
    await sql`
      insert into business_process (id, version, name, steps, transitions)
      select id, version + 1, name, steps, (
        select jsonb_agg(case when rule.states is null then t.each
          else t.each || jsonb_build_object('orderStates', rule.states) end order by t.place)
        from jsonb_array_elements(transitions) with ordinality as t (each, place)
        left join jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) as rule ("from" text, "to" text, states jsonb)
          on rule."from" = t.each->>'from' and rule."to" = t.each->>'to')
      from business_process p
      where id = ${id} and version = (select max(version) from business_process n where n.id = p.id)`.execute(
      db,
    );
  }
}
