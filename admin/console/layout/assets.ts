import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Hono } from 'hono';

/** Style sheets and scripts as built into admin/public. */
export interface Assets {
  /** Mounted at /assets. */
  routes: Hono;
  /** The address of a file; its hash is in it, so that browsers may keep it for ever. */
  urlOf(name: string): string;
}

const FOLDER = join(import.meta.dirname, '../../public');
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Asset {
  body: Buffer<ArrayBuffer>;
  type: string;
  hash: string;
}

/** Reads the folder once. A file that is not built yet is simply absent: pages still work, plainly. */
export function createAssets(folder: string = FOLDER): Assets {
  const files = new Map<string, Asset>(listFolder(folder).map((name) => [name, readAsset(folder, name)]));
  const routes = new Hono();
  routes.get('/:name', (c) => {
    const file = files.get(c.req.param('name'));
    if (!file) return c.notFound();
    const current = c.req.query('v') === file.hash;
    return c.body(file.body, 200, {
      'content-type': file.type,
      'cache-control': current ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  });
  return {
    routes,
    urlOf: (name) => {
      const hash = files.get(name)?.hash;
      return `/assets/${name}${hash === undefined ? '' : `?v=${hash}`}`;
    },
  };
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => TYPES[extname(name)] !== undefined);
  } catch {
    return [];
  }
}

function readAsset(folder: string, name: string): Asset {
  const body = readFileSync(join(folder, name));
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { body, hash, type: TYPES[extname(name)] ?? 'application/octet-stream' };
}
