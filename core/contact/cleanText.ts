import type { Json, JsonObject } from '../json.ts';

/**
 * Postgres holds neither NUL nor half a surrogate pair in text; a sender's broken byte must not cost a contact.
 * @returns the text without NULs, lone surrogates replaced by U+FFFD.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** {@link cleanText} for a text that may be absent. */
export function cleanOptional(text: string | null): string | null {
  return text === null ? null : cleanText(text);
}

/** {@link cleanText} for every key and string of a JSON object. */
export function cleanJson(value: JsonObject): JsonObject {
  return clean(value) as JsonObject;
}

function clean(value: Json): Json {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [cleanText(key), clean(entry)]));
}
