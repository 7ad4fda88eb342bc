import { HelpdeskError } from '../../errors.ts';

/**
 * The embedded PostgreSQL cannot be started or run. `code` says why: `postgres.missing` (no binaries for this
 * platform), `postgres.owned` (another live process has the data), `postgres.unreachable` (the server's user
 * may not enter a folder), `postgres.denied` (files or processes of another user), `postgres.initdb`,
 * `postgres.start`, `postgres.timeout`. The message is meant for the person at the terminal.
 */
export class EmbeddedPostgresError extends HelpdeskError {}
