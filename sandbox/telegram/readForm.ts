import type { Context } from 'hono';

/** The head of a part as grammY writes it: RFC 9110 allows to leave the spaces out, what Node reads forms with does not. */
const TIGHT = /^content-disposition:form-data;name=("[^"\r\n]*")(?:;filename=("?)([^"\r\n]*)\2)?\r\n/i;

/**
 * Reads a call's form, url-encoded or multipart, spaced as its sender likes.
 * @returns its fields by name; none where it cannot be read.
 */
export async function readForm(c: Context): Promise<Record<string, unknown>> {
  const type = c.req.header('content-type') ?? '';
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) return c.req.parseBody();
  const parts = Buffer.from(await c.req.arrayBuffer())
    .toString('latin1')
    .split(`--${mark}\r\n`)
    .map((part) => part.replace(TIGHT, spaced));
  const body = Buffer.from(parts.join(`--${mark}\r\n`), 'latin1');
  const form = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  return Object.fromEntries(form ?? []);
}

function spaced(_head: string, name: string, _quote: string, fileName?: string): string {
  const file = fileName === undefined ? '' : `; filename="${fileName}"`;
  return `Content-Disposition: form-data; name=${name}${file}\r\n`;
}
