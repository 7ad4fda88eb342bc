import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { storeUser } from '../user/syncUsers.ts';

const user = (id: string, ...roles: string[]): Actor => ({ kind: 'user', id, roles });

/** anna and boris report to vera, gleb to dina; both supervisors are managers only. */
export const ANNA = user('anna', 'User');
export const BORIS = user('boris', 'User');
export const VERA = user('vera', 'Supervisor');
export const GLEB = user('gleb', 'User');
export const DINA = user('dina', 'Supervisor');
export const SYSTEM: Actor = { kind: 'service', id: 'helpdesk-api', roles: ['helpdesk-api'] };

/** Puts them and their groups into the store. */
export async function addPeople(db: Db): Promise<void> {
  await addAgent(db, 'anna', 'Анна Соколова', 'vera', ['internet', 'mobile']);
  await addAgent(db, 'boris', 'Борис Кузнецов', 'vera', ['billing']);
  await addAgent(db, 'gleb', 'Глеб Орлов', 'dina', ['sales']);
  await addAgent(db, 'vera', 'Вера Лебедева', null, [], ['Supervisor']);
  await addAgent(db, 'dina', 'Дина Морозова', null, [], ['Supervisor']);
  const groups = ['internet', 'mobile', 'billing', 'sales'].map((id) => ({ id, name: id }));
  await db.insertInto('work_group').values(groups).execute();
}

/** Puts one person into the store. */
export async function addAgent(
  db: Db,
  id: string,
  name: string,
  managerId: string | null,
  workGroupIds: string[],
  roles: string[] = ['User'],
): Promise<void> {
  const email = `${id}@helpdesk.example`;
  const rest = { email, extension: null, active: true };
  await storeUser(db, { id, username: id, name, managerId, workGroupIds, roles, ...rest });
}
