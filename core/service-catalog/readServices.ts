import type { OfferedService } from '../channel.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import type { Service } from './catalogue.ts';

const COLUMNS = [
  'id',
  'name',
  'name_en as nameEn',
  'work_group_id as workGroupId',
  'process_id as processId',
  'active',
] as const;

/** Every service of the mirror by name; a catalogue is a page long. @param filter absent parts do not filter. */
export async function listServices(
  db: Db,
  filter: { active?: boolean | undefined; workGroupId?: string | undefined } = {},
): Promise<Service[]> {
  let query = db.selectFrom('service').select(COLUMNS);
  if (filter.active !== undefined) query = query.where('active', '=', filter.active);
  if (filter.workGroupId !== undefined) query = query.where('work_group_id', '=', filter.workGroupId);
  return query.orderBy('name').execute();
}

/** One service, inactive ones too. @throws {NotFound} when the mirror has none. */
export async function getService(db: Db, id: string): Promise<Service> {
  const service = await db.selectFrom('service').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  if (!service) throw new NotFound('service.not_found', 'There is no such service');
  return service;
}

/** The services a customer may choose, by name. */
export async function listOffered(db: Db): Promise<OfferedService[]> {
  const services = await listServices(db, { active: true });
  return services.map(({ id, name, nameEn }) => ({ id, name: { ru: name, en: nameEn } }));
}
