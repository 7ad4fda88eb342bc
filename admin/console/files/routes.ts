import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { readAttachment } from '../../../core/attachment/readAttachments.ts';
import { fetchRecording } from '../../../core/call/fetchRecording.ts';
import type { HouseContext } from '../../../core/context.ts';
import { fileHeaders } from '../../serveFile.ts';
import type { ConsoleEnv } from '../env.ts';
import { actorIn, idIn } from '../readInput.ts';
import { readRange } from './range.ts';

/**
 * Puts a file's own headers back behind those of every page: the policy of pages would let a file do what pages may.
 * To be used before whatever sets headers for all.
 */
export const keepFileHeaders = createMiddleware<ConsoleEnv>(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(c.get('fileHeaders') ?? {})) c.res.headers.set(name, value);
});

/** Files customers sent and recordings of calls, for whoever may see their request. */
export function createFiles(ctx: Pick<HouseContext, 'db' | 'config'>): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  routes.get('/attachments/:id', async (c) => {
    const { fileName, mimeType, bytes } = await readAttachment(ctx.db, actorIn(c), idIn(c));
    const headers = fileHeaders({ fileName, mimeType });
    c.set('fileHeaders', headers);
    // Players seek by ranges, and Safari plays nothing without; the rest is sent whole, and may be compressed.
    if (!/^(audio|video)\//.test(mimeType)) return c.body(new Uint8Array(bytes), 200, headers);
    const range = readRange(c.req.header('range'), bytes.length);
    const common = { ...headers, 'accept-ranges': 'bytes' };
    if (range === 'whole') return c.body(new Uint8Array(bytes), 200, common);
    if (range === 'none') return c.body(null, 416, { ...common, 'content-range': `bytes */${bytes.length}` });
    const { from, to } = range;
    return c.body(new Uint8Array(bytes.subarray(from, to + 1)), 206, {
      ...common,
      'content-range': `bytes ${from}-${to}/${bytes.length}`,
    });
  });

  routes.get('/calls/:id/recording', async (c) => {
    const { mimeType, length, body } = await fetchRecording(ctx, actorIn(c), idIn(c));
    const headers = fileHeaders({ fileName: null, mimeType });
    c.set('fileHeaders', headers);
    return c.body(body, 200, { ...headers, ...(length !== null && { 'content-length': length }) });
  });

  return routes;
}
