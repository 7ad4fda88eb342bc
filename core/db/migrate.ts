import { Migrator } from 'kysely';
import type { Db } from './db.ts';
import { migrations } from './migrations/index.ts';

/**
 * Brings the store to the newest version. Several processes may call it at once: kysely takes an advisory lock.
 * @returns names of the migrations applied now.
 * @throws what the failing migration threw; nothing of it stays.
 */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName);
}
