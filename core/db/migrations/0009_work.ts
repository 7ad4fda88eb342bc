import type { Kysely } from 'kysely';

/** Merged requests, and words that are searched for. */
export async function up(_db: Kysely<unknown>): Promise<void> {}
