import type { Queryable } from '../../transaction.ts';
import { readBytes, type StoredFile } from './store.ts';

/** What a browser may show of what somebody sent; anything else it may only save. */
const SHOWN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'audio/ogg', 'audio/mpeg']);

/**
 * A file as the bot downloads it: bytes, and no word of what they are.
 * @returns nothing where it is gone.
 */
export async function serveToBot(db: Queryable, file: StoredFile): Promise<Response | undefined> {
  return serve(db, file, 'application/octet-stream');
}

/** A file as the page shows it to him who sent it. He may send anything, and it must not run at our address. */
export async function serveToPerson(db: Queryable, file: StoredFile): Promise<Response | undefined> {
  return serve(db, file, SHOWN.has(file.mimeType) ? file.mimeType : 'application/octet-stream');
}

async function serve(db: Queryable, file: StoredFile, type: string): Promise<Response | undefined> {
  const bytes = await readBytes(db, file.fileId);
  if (!bytes) return undefined;
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-length': String(bytes.length),
      'content-disposition': type === 'application/octet-stream' ? 'attachment' : 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    },
  });
}
