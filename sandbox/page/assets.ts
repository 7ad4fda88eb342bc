import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Hono } from 'hono';

const FOLDER = new URL('./assets/', import.meta.url);
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
  '.ogg': 'audio/ogg',
};

/**
 * The style sheets, scripts and samples of the pages, by name. They stand beside this file and are read once.
 * @throws when the folder is not there: a build that forgot it must not start.
 */
export function createAssets(): Hono {
  const files = new Map(
    readdirSync(FOLDER).map((name) => {
      const body = readFileSync(new URL(name, FOLDER));
      return [
        name,
        { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` },
      ];
    }),
  );
  const app = new Hono();
  app.get('/:name', (c, next) => {
    const name = c.req.param('name');
    const file = files.get(name);
    const type = TYPES[extname(name)];
    if (!file || !type) return next();
    const headers = {
      'Content-Type': type,
      'Cache-Control': 'no-cache',
      ETag: file.etag,
      'X-Content-Type-Options': 'nosniff',
    };
    if (c.req.header('if-none-match') === file.etag) return c.body(null, 304, headers);
    return c.body(new Uint8Array(file.body), 200, headers);
  });
  return app;
}
