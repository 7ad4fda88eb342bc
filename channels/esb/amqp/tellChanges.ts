import type { Logger } from 'pino';

/**
 * Writes a state down when it changes, not each time it is met again.
 * @param fields stand on every line.
 */
export function tellChanges(
  log: Logger,
  fields: Record<string, string>,
): (level: 'info' | 'warn' | 'error', code: string, message: string) => void {
  let last: string | undefined;
  return (level, code, message) => {
    if (last === code) return;
    last = code;
    log[level]({ ...fields, code }, message);
  };
}
