/**
 * SQLSTATE classes and socket codes that say nothing about the statement: connection (08), resources (53), operator
 * intervention (57), system (58), a deadlock or a serialization failure (40), a read-only server (25006).
 */
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|08\d{3}|25006|40\d{3}|53\d{3}|57\w{3}|58\w{3})$/;

/** Messages of pg that carry no code. */
const AWAY_MESSAGES = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'the database answers nothing',
];

/** Whether an error means that Postgres is away, starting, stopping or overfull: nothing is broken, try again. */
export function isStoreAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && AWAY.test(code)) return true;
  return AWAY_MESSAGES.some((message) => error.message.startsWith(message));
}
