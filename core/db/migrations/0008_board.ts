import type { Kysely } from 'kysely';

/** What the board reads. */
export async function up(_db: Kysely<unknown>): Promise<void> {}
