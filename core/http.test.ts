import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NoAnswer, Refused } from './errors.ts';
import { createOutsideSystem, readAnswer } from './http.ts';

let server: Server | undefined;
let calls = 0;

afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

async function serve(answer: (req: IncomingMessage, res: ServerResponse) => void, timeoutMs = 1000) {
  calls = 0;
  const listening = createServer((req, res) => {
    calls += 1;
    answer(req, res);
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as { port: number };
  return createOutsideSystem({ name: 'orders', baseUrl: `http://127.0.0.1:${port}`, timeoutMs });
}

const failure = (call: Promise<unknown>) => call.then(() => undefined).catch((error: unknown) => error);

describe('a call to an outside system', () => {
  it.each([400, 404, 409, 422])(
    'answered %i is refused, its words kept apart from the message',
    async (status) => {
      const system = await serve((_, res) =>
        res.writeHead(status).end('{"code":"NO","reason":"Иванов должен"}'),
      );
      const error = await failure(system.call({ path: '/' }));
      expect(error).toBeInstanceOf(Refused);
      expect(error).toMatchObject({ status, detail: 'NO: Иванов должен' });
      expect((error as Error).message).not.toContain('Иванов');
    },
  );

  it.each([401, 403, 405, 408, 425, 429, 500, 502, 503])('answered %i is no answer', async (status) => {
    const system = await serve((_, res) => res.writeHead(status, { 'retry-after': '7' }).end('<html>'));
    const error = await failure(system.call({ path: '/' }));
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({ code: `orders.http_${status}`, retryAfterMs: 7000 });
  });

  it('that takes too long, breaks off or is not JSON is no answer', async () => {
    const silent = await serve(() => {}, 50);
    expect(await failure(silent.call({ path: '/' }))).toMatchObject({ code: 'orders.unreachable' });
    server?.closeAllConnections();
    const broken = await serve((req) => req.socket.destroy());
    expect(await failure(broken.call({ path: '/' }))).toMatchObject({ code: 'orders.unreachable' });
    const page = await serve((_, res) => res.writeHead(200).end('<html>'));
    expect(await failure(page.call({ path: '/' }))).toMatchObject({ code: 'orders.not_json' });
  });

  it('answered in another shape is no answer, and names only the fields', () => {
    const schema = z.object({ id: z.string() });
    expect(readAnswer('orders', schema, { id: '1' })).toEqual({ id: '1' });
    const read = () => readAnswer('orders', schema, { id: 7, name: 'Иванов' });
    expect(read).toThrow(NoAnswer);
    expect(read).toThrow(/\(id\)$/);
  });

  it('is not even tried after many silences in a row, until the system has had a rest', async () => {
    const system = await serve((_, res) => res.writeHead(500).end());
    for (let call = 0; call < 12; call += 1) await failure(system.call({ path: '/' }));
    expect(calls).toBe(8);
    expect(await failure(system.call({ path: '/' }))).toMatchObject({ code: 'orders.circuit_open' });
  });

  it('refused many times does not count as silence', async () => {
    const system = await serve((_, res) => res.writeHead(422).end('{}'));
    for (let call = 0; call < 12; call += 1) await failure(system.call({ path: '/' }));
    expect(calls).toBe(12);
  });
});
