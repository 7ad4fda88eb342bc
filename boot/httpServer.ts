import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

/** Takes a raw Node request; answers false when it is not its own. */
export type RawListener = (req: IncomingMessage, res: ServerResponse) => boolean;

/** An HTTP server of this process. */
export interface HttpServer {
  port: number;
  /** Takes no new connections and waits for the requests under way. */
  close(): Promise<void>;
}

/**
 * Listens on a port, all addresses.
 * @param app answers whatever `raw` does not take.
 * @throws when the port is taken; the message names PORT.
 */
export async function listen(app: Hono, port: number, raw?: RawListener): Promise<HttpServer> {
  const listener = getRequestListener(app.fetch);
  const server = createServer((req, res) => {
    if (!raw?.(req, res)) void listener(req, res);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`PORT: ${port} is taken by another program.`) : error),
    );
    server.listen(port, resolve);
  });
  return { port: (server.address() as { port: number }).port, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Keep-alive connections fall idle as their last answers go out.
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    const giveUp = setTimeout(() => server.closeAllConnections(), 5_000);
    server.once('close', () => {
      clearInterval(sweep);
      clearTimeout(giveUp);
    });
  });
}
