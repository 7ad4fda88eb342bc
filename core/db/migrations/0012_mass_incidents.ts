import type { Kysely } from 'kysely';

/** One cause behind many requests. */
export async function up(_db: Kysely<unknown>): Promise<void> {}
