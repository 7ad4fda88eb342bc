import { HelpdeskError } from '../../../core/errors.ts';

/** @returns a machine word for an error. Its text may quote a number or a message, and stays out of the log. */
export function reasonOf(error: unknown): string {
  if (error instanceof HelpdeskError) return error.code;
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
