import type { Db } from '../../../core/db/db.ts';
import { syncServices } from '../../../core/service-catalog/syncServices.ts';
import { storeUser } from '../../../core/user/syncUsers.ts';

/** The realm's people: anna and boris report to vera, gleb to dina. */
export const PEOPLE = {
  anna: { id: 'u-anna', role: 'User', managerId: 'u-vera', groups: ['internet', 'mobile'] },
  boris: { id: 'u-boris', role: 'User', managerId: 'u-vera', groups: ['internet'] },
  vera: { id: 'u-vera', role: 'Supervisor', managerId: null, groups: ['internet'] },
  gleb: { id: 'u-gleb', role: 'User', managerId: 'u-dina', groups: ['sales'] },
  dina: { id: 'u-dina', role: 'Supervisor', managerId: null, groups: ['sales'] },
} as const;
export type Person = keyof typeof PEOPLE;

/** Puts them into the directory's mirror. */
export async function storePeople(db: Db): Promise<void> {
  for (const [username, { id, role, managerId, groups }] of Object.entries(PEOPLE)) {
    await db.transaction().execute((trx) =>
      storeUser(trx, {
        id,
        username,
        name: username,
        email: `${username}@helpdesk.example`,
        managerId,
        extension: null,
        roles: [role],
        workGroupIds: [...groups],
        active: true,
      }),
    );
  }
}

/** Puts three services into the catalogue's mirror, one of them retired. */
export async function storeServices(db: Db): Promise<void> {
  const service = (id: string, workGroupId: string, processId: string, active: boolean) => ({
    id,
    name: id,
    nameEn: id,
    workGroupId,
    processId,
    active,
  });
  const services = [
    service('svc-billing', 'billing', 'question', true),
    service('svc-internet', 'internet', 'fault', true),
    service('svc-old', 'internet', 'fault', false),
  ];
  await syncServices(db, { listServices: async () => services });
}
