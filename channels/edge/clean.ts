import { cleanText } from '../../core/contact/cleanText.ts';
import { Invalid } from '../../core/errors.ts';
import type { Json, JsonObject } from '../../core/json.ts';

/** Deeper than any real payload, and far from the end of the stack. */
const MAX_DEPTH = 64;

/**
 * Cleans every text and key of a JSON value as {@link cleanText} does.
 * @param value what `JSON.parse` gave, or a plain object like it; undefined members are left out.
 * @throws {Invalid} when it is nested deeper than any honest payload.
 */
export function cleanJson(value: unknown, depth = 0): Json {
  if (depth > MAX_DEPTH) throw new Invalid('(body)', `Nested deeper than ${MAX_DEPTH} levels`);
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((item) => cleanJson(item, depth + 1));
  if (typeof value === 'object') return cleanObject(value, depth);
  return null;
}

/**
 * As {@link cleanJson}, for a value known to be an object.
 * @throws {Invalid} when it is nested too deeply.
 */
export function cleanObject(value: object, depth = 0): JsonObject {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [cleanText(key), cleanJson(item, depth + 1)]));
}
