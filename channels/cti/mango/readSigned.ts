import type { Context } from 'hono';
import { Invalid, Unauthenticated } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { cleanObject } from '../../edge/clean.ts';
import { parseJson } from '../../edge/readBody.ts';
import { sameSecret } from '../../edge/secret.ts';
import { type MangoKeys, sign } from './signature.ts';

/**
 * Reads what Mango Office posts: a form of `vpbx_api_key`, `sign` and `json`.
 * @returns the JSON, cleaned for the store. The signature is checked on the text as it came.
 * @throws {Unauthenticated} when key or signature are absent or wrong.
 * @throws {Invalid} when the body is no form, or the signed text no JSON object.
 */
export async function readSigned(c: Context, keys: MangoKeys): Promise<JsonObject> {
  const form = await readForm(c);
  const json = form.json ?? '';
  const isTheirs = sameSecret(form.vpbx_api_key, keys.apiKey);
  const isSigned = sameSecret(form.sign?.toLowerCase(), sign(keys, json));
  if (!isTheirs || !isSigned) {
    throw new Unauthenticated('channel.secret', 'The key or the signature is absent or wrong');
  }
  const value = parseJson(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Invalid('json', 'must be a JSON object');
  }
  return cleanObject(value);
}

async function readForm(c: Context): Promise<Record<string, string | undefined>> {
  let form: Record<string, unknown>;
  try {
    form = await c.req.parseBody();
  } catch {
    throw new Invalid('(body)', 'The body is not a form');
  }
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  );
}
