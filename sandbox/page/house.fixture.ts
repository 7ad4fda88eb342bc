import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { freePort } from '../../core/db/embedded/port.ts';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';

/** A request the page sent to the house. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A sandbox at a real address, with a stand-in for the house that writes down what reaches its public endpoints. */
export interface RecordingHouse {
  url: string;
  sandbox: TestSandbox;
  /** What came to /channels/…, in its order. */
  seen: SeenRequest[];
  /** What /channels/… answers from now on; undefined: success. */
  failWith(status: number | undefined): void;
  /** What /api/v1/service-requests lists. */
  requests: object[];
  stop(): Promise<void>;
}

export async function withHouse(given?: number): Promise<RecordingHouse> {
  const port = given ?? (await freePort());
  const url = `http://localhost:${port}`;
  const sandbox = await withSandbox(url);
  const seen: SeenRequest[] = [];
  const requests: object[] = [];
  let failure: number | undefined;

  const take = async (c: Context) => {
    const headers = Object.fromEntries(c.req.raw.headers);
    seen.push({ method: c.req.method, path: c.req.path, headers, body: await c.req.text() });
    if (failure !== undefined) return c.json({ title: 'The store is away', status: failure }, failure as 503);
    return c.json({ contactId: `contact-${seen.length}`, duplicate: false });
  };
  const list = (c: Context) => {
    const token = c.req.header('authorization') ?? '';
    return /^Bearer eyJ/.test(token) ? c.json({ items: requests }) : c.json({ title: 'Unauthorized' }, 401);
  };
  const app = new Hono()
    .use(async (c, next) => {
      await next();
      // As strict as the console's own; what the page may not do it then says aloud.
      c.header('content-security-policy', "default-src 'self'; object-src 'none'; base-uri 'none'");
    })
    .route('/sandbox', sandbox.sandbox.app)
    .all('/channels/*', take)
    .get('/api/v1/service-requests', list);
  const listener = getRequestListener(app.fetch);
  const server = createServer((req, res) => {
    if (!sandbox.sandbox.identity(req, res)) void listener(req, res);
  });
  await new Promise<void>((resolve) => server.listen(port, resolve));
  return {
    url,
    sandbox,
    seen,
    requests,
    failWith(status) {
      failure = status;
    },
    stop: async () => {
      await sandbox.stop();
      await close(server);
    },
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
