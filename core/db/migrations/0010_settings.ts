import type { Kysely } from 'kysely';

/** Routing rules, templates and work groups as supervisors set them. */
export async function up(_db: Kysely<unknown>): Promise<void> {}
