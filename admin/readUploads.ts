import type { Context } from 'hono';
import type { OfferedFile } from '../core/attachment/ownFile.ts';
import { Invalid } from '../core/errors.ts';

/** Beside the files themselves: the text, the names, the marks between the parts. */
const FORM_BYTES = 64 * 1024;

/** Bytes a form that brings files may have at the most. */
export function largestUpload({ ATTACHMENT_MAX_BYTES: bytes }: { ATTACHMENT_MAX_BYTES: number }): number {
  return bytes + FORM_BYTES;
}

/**
 * Reads the files of a form's field. A field nothing was chosen in comes as one nameless and empty file: none.
 * @param field one value, several, or undefined, as the form was parsed; a text in it is no file.
 */
export async function readUploads(field: unknown): Promise<OfferedFile[]> {
  const values: unknown[] = Array.isArray(field) ? field : [field];
  const files = values.filter((value): value is File => value instanceof File);
  const chosen = files.filter((file) => file.name !== '' || file.size > 0);
  return Promise.all(
    chosen.map(async (file) => ({
      fileName: file.name,
      mimeType: file.type === '' ? null : file.type,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}

/** Reads a form, its repeated fields as lists. @throws {Invalid} when it cannot be read. */
export async function readForm(c: Context): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody({ all: true });
  } catch (cause) {
    throw new Invalid('(body)', 'is no form that can be read', { cause });
  }
}
