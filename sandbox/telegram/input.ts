import type { Context } from 'hono';
import { readForm } from './readForm.ts';

/**
 * Reads a Bot API call's parameters: query string, form (url-encoded or multipart) or JSON, as the real one does.
 * Structured parameters (`reply_markup`) may be JSON text.
 */
export async function readInput(c: Context): Promise<Record<string, unknown>> {
  const query = c.req.query();
  if (c.req.method !== 'POST') return query;
  const type = c.req.header('content-type') ?? '';
  if (type.includes('application/json')) {
    const body: unknown = await c.req.json().catch(() => ({}));
    return typeof body === 'object' && body !== null ? { ...query, ...body } : query;
  }
  if (type.includes('form')) return { ...query, ...(await readForm(c)) };
  return query;
}

/** A structured parameter: the value itself, or what its JSON text holds. Undefined where it is neither. */
export function structured(value: unknown): object | undefined {
  if (typeof value === 'object' && value !== null) return value;
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}
