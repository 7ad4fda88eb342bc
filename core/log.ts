import { type Logger, pino } from 'pino';
import { HelpdeskError } from './errors.ts';

/**
 * What of an error may be written down. Messages of foreign errors can quote the input they choked on (a JSON
 * parser quotes the body, Postgres quotes the row), so only our own messages, codes and stack frames pass.
 */
function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const foreign = error as Error & { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    code: typeof foreign.code === 'string' ? foreign.code : undefined,
    constraint: typeof foreign.constraint === 'string' ? foreign.constraint : undefined,
    message: error instanceof HelpdeskError ? error.message : undefined,
    frames: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 8)
      .map((line) => line.trim()),
    cause: error.cause === undefined ? undefined : safeError(error.cause),
  };
}

/**
 * The house's logger: JSON lines on stdout, ids and codes only.
 * @param level pino level name; one it does not know counts as `info`, for settings are judged elsewhere.
 * @param destination where the lines go; standard output unless a test listens.
 */
export function createLog(level: string, destination?: { write(line: string): void }): Logger {
  const known = level === 'silent' || level in pino.levels.values;
  const options = { level: known ? level : 'info', base: undefined, serializers: { err: safeError } };
  return destination ? pino(options, destination) : pino(options);
}
