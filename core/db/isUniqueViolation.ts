/**
 * Whether a write failed because a row of its key is there already.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html 23505
 */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
