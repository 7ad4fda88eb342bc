import type { Db } from '../../../core/db/db.ts';
import { storeUser } from '../../../core/user/syncUsers.ts';

/** Two departments: anna and boris report to vera, gleb to dina. */
const PEOPLE = {
  anna: { name: 'Анна Соколова', managerId: 'vera', roles: ['User'], workGroupIds: ['internet', 'mobile'] },
  boris: { name: 'Борис Кузнецов', managerId: 'vera', roles: ['User'], workGroupIds: ['billing'] },
  vera: { name: 'Вера Лебедева', managerId: null, roles: ['Supervisor'], workGroupIds: [] },
  gleb: { name: 'Глеб Орлов', managerId: 'dina', roles: ['User'], workGroupIds: ['sales'] },
  dina: { name: 'Дина Морозова', managerId: null, roles: ['Supervisor'], workGroupIds: [] },
  nobody: { name: 'Никто Безролев', managerId: null, roles: [], workGroupIds: [] },
} as const;
export type PersonName = keyof typeof PEOPLE;

/** Puts the people and the services they work on into the mirrors. */
export async function storeMirrors(db: Db): Promise<void> {
  for (const [id, person] of Object.entries(PEOPLE)) {
    await storeUser(db, {
      id,
      username: id,
      email: `${id}@helpdesk.example`,
      extension: null,
      active: true,
      ...person,
      roles: [...person.roles],
      workGroupIds: [...person.workGroupIds],
    });
  }
  const service = (id: string, name: string, name_en: string, group: string | null, process: string) => ({
    id,
    name,
    name_en,
    work_group_id: group,
    process_id: process,
  });
  await db
    .insertInto('service')
    .values([
      service('svc-internet', 'Нет доступа в интернет', 'No internet access', 'internet', 'fault'),
      service('svc-tv', 'Цифровое телевидение', 'Digital television', 'internet', 'fault'),
      service('svc-billing', 'Счёт и оплата', 'Bills and payments', 'billing', 'question'),
      service('svc-connect', 'Новое подключение', 'New connection', 'sales', 'connection'),
      service('svc-general', 'Общее обращение', 'General request', null, 'question'),
      { ...service('svc-gone', 'Снятая услуга', 'Retired service', 'internet', 'fault'), active: false },
    ])
    .execute();
}
