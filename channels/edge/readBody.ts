import type { Context } from 'hono';
import { Invalid } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { cleanObject } from './clean.ts';

/**
 * The media type of the request, lower case and without parameters.
 * @returns an empty string when none is given.
 */
export function mediaType(c: Context): string {
  return (c.req.header('content-type') ?? '').split(';', 1).join('').trim().toLowerCase();
}

/** True for `application/json` and any `+json` type. @param type as {@link mediaType} gives it. */
export function isJsonType(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json');
}

/**
 * Parses JSON text (RFC 8259).
 * @param text the body.
 * @throws {Invalid} naming `(body)` when it is not JSON; the parser's own message, which quotes the body, is dropped.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Invalid('(body)', 'The body is not JSON');
  }
}

/**
 * Reads a JSON object out of the body, cleaned for the store.
 * @throws {Invalid} when it is not JSON, not an object, or nested too deeply.
 */
export async function readJsonObject(c: Context): Promise<JsonObject> {
  const value = parseJson(await c.req.text());
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Invalid('(body)', 'The body is not a JSON object');
  }
  return cleanObject(value);
}

/**
 * Reads named fields out of a JSON or form body (urlencoded or multipart), cleaned for the store.
 * A field given more than once, or named `…[]`, is a list. Uploaded files are left out.
 * @throws {Invalid} when the body does not parse.
 */
export async function readFields(c: Context): Promise<JsonObject> {
  if (isJsonType(mediaType(c))) return readJsonObject(c);
  let form: Record<string, unknown>;
  try {
    form = await c.req.parseBody({ all: true });
  } catch {
    throw new Invalid('(body)', 'The body is not a form');
  }
  const fields = Object.entries(form).filter(([, value]) => !holdsFile(value));
  return cleanObject(Object.fromEntries(fields));
}

function holdsFile(value: unknown): boolean {
  return [value].flat().some((item) => typeof item !== 'string');
}
