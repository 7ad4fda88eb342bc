import type { Kysely } from 'kysely';

/** Terms of service: policies and calendars. */
export async function up(_db: Kysely<unknown>): Promise<void> {}
