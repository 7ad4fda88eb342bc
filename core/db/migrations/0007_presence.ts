import type { Kysely } from 'kysely';

/** Who has which card open. */
export async function up(_db: Kysely<unknown>): Promise<void> {}
