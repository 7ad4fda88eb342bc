import { type EmbeddedOptions, type EmbeddedPostgres, startWith } from './start.ts';

export type { EmbeddedOptions, EmbeddedPostgres } from './start.ts';

/**
 * Starts a real PostgreSQL of our own on a free port of 127.0.0.1, for the stack that needs nothing but Node.
 * The first start lays the data folder (seconds), later ones take well under a second.
 *
 * Works for root (the server runs as `nobody`, or as the owner of an existing data folder) and for ordinary
 * users. One process per data folder: a server that outlived a killed HELPDesk is stopped and replaced, a live
 * HELPDesk's is refused. A postmaster that ends unasked is started again on the same port. Should our process
 * die, the server stays up and the next start takes it over.
 *
 * @returns url, pid and stop(); the caller must call stop() on its way out
 * @throws EmbeddedPostgresError whose message tells the operator what to do; see there for the codes
 */
export function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  return startWith(options, {});
}
