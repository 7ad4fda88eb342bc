import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { readAttachmentBytes, readAttachmentHead } from '../../../core/attachment/readAttachments.ts';
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
    const id = idIn(c);
    const { fileName, mimeType, length } = await readAttachmentHead(ctx.db, actorIn(c), id);
    const headers = fileHeaders({ fileName, mimeType });
    c.set('fileHeaders', headers);
    // Players seek by ranges, and Safari plays nothing without; the rest is sent whole, and may be compressed.
    const isPlayed = /^(audio|video)\//.test(mimeType);
    const range = isPlayed ? readRange(c.req.header('range'), length) : 'whole';
    const common = { ...headers, ...(isPlayed && { 'accept-ranges': 'bytes' }) };
    if (range === 'none') return c.body(null, 416, { ...common, 'content-range': `bytes */${length}` });
    if (range === 'whole') return c.body(new Uint8Array(await readAttachmentBytes(ctx.db, id)), 200, common);
    return c.body(new Uint8Array(await readAttachmentBytes(ctx.db, id, range)), 206, {
      ...common,
      'content-range': `bytes ${range.from}-${range.to}/${length}`,
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
