import { toStoredEvent } from '../events.ts';
import { openTestHouse, rememberingOutbound, type TestHouse } from '../house.fixture.ts';
import { planNotices } from '../notification/planNotices.ts';
import { noticePolicy } from '../notification/policy.ts';
import { addPeople, addRequest } from '../sla/incident.fixture.ts';
import { declareMassIncident } from './openMassIncident.ts';

const person = (id: string, role: string) => ({ kind: 'user' as const, id, roles: [role] });
export const VERA = person('vera', 'Supervisor');
export const DINA = person('dina', 'Supervisor');
export const ANNA = person('anna', 'User');
export const GLEB = person('gleb', 'User');

export const TOLD = { ru: 'Авария на сети, чиним до 18:00.', en: 'An outage, repaired by 18:00.' };
export const WORDS = { title: 'Нет интернета в Химках', told: TOLD, area: null };

export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** A house with people, a chat and mail, and short ways to what its mass incidents are made of. */
export interface MassHouse extends TestHouse {
  /** So many customers at that time. @returns ids of their requests. */
  ask(count: number, at?: Date, changes?: Parameters<typeof addRequest>[1]): Promise<string[]>;
  /** Declares one for svc-internet by vera's word. @returns its id. */
  declare(changes?: Partial<Parameters<typeof declareMassIncident>[2]>): Promise<string>;
  /** Ids of the requests attached to one, in order. */
  attachedTo(id: string): Promise<string[]>;
  /** Plans the notices of every event so far. */
  planAll(): Promise<void>;
  /** The notices written by a template. */
  notices(template: string): ReturnType<typeof readNotices>;
  /** Takes all requests and mass incidents away. */
  empty(): Promise<void>;
}

/** Opens one. */
export async function openMassHouse(): Promise<MassHouse> {
  const house = await openTestHouse();
  const { ctx } = house;
  const { db } = ctx;
  await addPeople(db);
  ctx.senders.set('chat', rememberingOutbound());
  ctx.senders.set('email', rememberingOutbound({ choices: 'none' }));
  // Not by the reader of events: it waits for every transaction of the server, other suites' too.
  let planned = '0';
  const planAll = async () => {
    const rows = await db.selectFrom('event').selectAll().where('id', '>', planned).orderBy('id').execute();
    planned = rows.at(-1)?.id ?? planned;
    await db.transaction().execute((trx) => planNotices(trx, rows.map(toStoredEvent), noticePolicy(ctx)));
  };
  return {
    ...house,
    planAll,
    async ask(count, at = minutesAgo(1), changes = {}) {
      const ids: string[] = [];
      for (let index = 0; index < count; index += 1) {
        const customer = { customer_id: `c-${index}`, customer_name: `Клиент ${index}` };
        ids.push(await addRequest(db, { ...customer, created_at: at, ...changes }));
      }
      return ids;
    },
    declare: (changes = {}) =>
      declareMassIncident(ctx, VERA, { serviceId: 'svc-internet', ...WORDS, ...changes }),
    async attachedTo(id) {
      const rows = await db
        .selectFrom('servicerequest')
        .select('id')
        .where('mass_incident_id', '=', id)
        .execute();
      return rows.map((row) => row.id).sort();
    },
    notices: (template) => readNotices(house, template),
    async empty() {
      await planAll();
      await db.deleteFrom('request_merge').execute();
      for (const table of ['notification', 'contact', 'incident', 'mass_incident_detached'] as const) {
        await db.deleteFrom(table).execute();
      }
      await db.deleteFrom('servicerequest').execute();
      await db.deleteFrom('mass_incident').execute();
    },
  };
}

async function readNotices({ ctx }: TestHouse, template: string) {
  return ctx.db.selectFrom('notification').selectAll().where('template', '=', template).execute();
}
