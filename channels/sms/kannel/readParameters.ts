import type { Context } from 'hono';
import { cleanText } from '../../../core/contact/cleanText.ts';
import { mediaType, readFields } from '../../edge/readBody.ts';
import { decodeText } from './decodeText.ts';
import { parseUrlencoded } from './parseUrlencoded.ts';

/** The parameters of one gateway request, wherever they stood. */
export interface Parameters {
  /**
   * One parameter, cleaned for the store.
   * @param charset the encoding of its percent-encoded bytes; UTF-8 unless told.
   * @returns undefined when it is absent.
   */
  text(name: string, charset?: string): string | undefined;
}

/**
 * Reads the query and the body together; the query wins. A body that is neither form nor JSON is not looked at.
 * @throws {Invalid} when a body that says it is JSON or multipart does not parse.
 */
export async function readParameters(c: Context): Promise<Parameters> {
  const encoded = parseUrlencoded(new URL(c.req.url).search.slice(1));
  const type = mediaType(c);
  if (type === 'application/x-www-form-urlencoded') {
    const body = Buffer.from(await c.req.arrayBuffer()).toString('latin1');
    for (const [name, value] of parseUrlencoded(body)) if (!encoded.has(name)) encoded.set(name, value);
  }
  const decoded = isStructured(type) ? await readFields(c) : {};
  return {
    text(name, charset) {
      const bytes = encoded.get(name);
      if (bytes) return cleanText(decodeText(bytes, charset));
      const value = Object.hasOwn(decoded, name) ? decoded[name] : undefined;
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    },
  };
}

function isStructured(type: string): boolean {
  return type === 'multipart/form-data' || type === 'application/json' || type.endsWith('+json');
}
