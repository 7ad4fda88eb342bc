import { sql } from 'kysely';
import type { Db } from '../db/db.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * Mirrors the catalogue into table `service`, so that an outage of the catalogue stops nothing. A service that
 * left the catalogue stays as inactive: old requests still name it.
 * @returns how many services the catalogue holds.
 * @throws {NoAnswer} when the catalogue is away; the mirror stays as it was.
 */
export async function syncServices(db: Db, catalogue: Catalogue): Promise<number> {
  const services = await catalogue.listServices();
  if (services.length === 0) return 0;
  const syncedAt = new Date();
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('service')
      .values(
        services.map((service) => ({
          id: service.id,
          name: service.name,
          name_en: service.nameEn,
          work_group_id: service.workGroupId,
          process_id: service.processId,
          active: service.active,
          synced_at: syncedAt,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({
          name: sql`excluded.name`,
          name_en: sql`excluded.name_en`,
          work_group_id: sql`excluded.work_group_id`,
          process_id: sql`excluded.process_id`,
          active: sql`excluded.active`,
          synced_at: sql`excluded.synced_at`,
        }),
      )
      .execute();
    await trx
      .updateTable('service')
      .set({ active: false })
      .where(
        'id',
        'not in',
        services.map((service) => service.id),
      )
      .execute();
  });
  return services.length;
}
