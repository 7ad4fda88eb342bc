import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createUpdateQueue } from './updateQueue.fixture.ts';

/** What a method answers instead of its success: an error of the Bot API, a proxy's page, nothing, a cut line. */
export type Failure = { status: number; parameters?: object; description?: string } | 'page' | 'hang' | 'cut';

/** One call of a method as the server saw it. */
export interface Call {
  method: string;
  params: Record<string, unknown>;
}

/** A file as the server keeps it; `announced` is the size getFile tells, where it tells one. */
export interface KeptFile {
  path?: string;
  bytes: Uint8Array;
  announced?: number;
}

/** A Bot API server on a free loopback port, which fails when it is told to. */
export interface BotApi {
  origin: string;
  calls: Call[];
  /** Calls of one method, in order. */
  callsOf(method: string): Call['params'][];
  /** The next calls of a method (or `file` for downloads) fail like this, one after another. */
  failNext(method: string, ...failures: Failure[]): void;
  files: Map<string, KeptFile>;
  updates: ReturnType<typeof createUpdateQueue>;
  close(): Promise<void>;
}

/** Starts it. Any token will do. */
export async function startBotApi(): Promise<BotApi> {
  const calls: Call[] = [];
  const failures = new Map<string, Failure[]>();
  const files = new Map<string, KeptFile>();
  const updates = createUpdateQueue();
  let messageId = 4710;

  const methods: Record<string, (params: Call['params'], gone: AbortSignal) => unknown> = {
    sendMessage: ({ chat_id, text }) => {
      messageId += 1;
      return {
        message_id: messageId,
        date: 1763968600,
        chat: { id: Number(chat_id), type: 'private' },
        text,
      };
    },
    sendPhoto: ({ chat_id }) => sentFile(chat_id),
    sendDocument: ({ chat_id }) => sentFile(chat_id),
    setWebhook: ({ url }) => updates.setWebhook(String(url)),
    deleteWebhook: () => updates.setWebhook(null),
    getUpdates: (params, gone) => updates.poll(params, gone),
    getFile: ({ file_id }) => {
      const file = files.get(String(file_id));
      return { file_id, file_unique_id: 'u', file_size: file?.announced, file_path: file?.path };
    },
  };

  function sentFile(chatId: unknown) {
    messageId += 1;
    return { message_id: messageId, date: 1763968600, chat: { id: Number(chatId), type: 'private' } };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { pathname } = new URL(request.url ?? '/', 'http://api');
    const file = /^\/file\/bot[^/]+\/(.+)$/.exec(pathname)?.[1];
    const method = file === undefined ? (/^\/bot[^/]+\/(\w+)$/.exec(pathname)?.[1] ?? '') : 'file';
    const params = file === undefined ? readParams(request, body) : { path: decodeURIComponent(file) };
    calls.push({ method, params });
    const failure = failures.get(method)?.shift();
    if (failure) return fail(request, response, failure);
    if (method === 'file') return sendFile(response, files, String(params.path));
    const result = await (methods[method] ?? (() => true))(params, gone.signal);
    if (result === 'conflict') return fail(request, response, { status: 409 });
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method).map((call) => call.params),
    failNext(method, ...next) {
      failures.set(method, [...(failures.get(method) ?? []), ...next]);
    },
    files,
    updates,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The parameters of a call; of a file that comes with it the header of its part, and what is in it. */
function readParams(request: IncomingMessage, body: string): Call['params'] {
  const mark = /boundary=(\S+)/.exec(request.headers['content-type'] ?? '')?.[1];
  if (mark === undefined) return JSON.parse(body || '{}');
  const parts = body.split(new RegExp(`(?:\r\n)?--${mark}(?:--)?\r\n`)).filter((part) => part !== '');
  return Object.fromEntries(
    parts.map((part) => {
      const [head = '', ...content] = part.split('\r\n\r\n');
      const name = /;name="([^"]*)"/.exec(head)?.[1] ?? '';
      const fileName = /;filename=([^\r]*)/.exec(head)?.[1];
      const value = content.join('\r\n\r\n');
      return fileName === undefined ? [name, value] : ['file', { fileName, content: value }];
    }),
  );
}

function fail(request: IncomingMessage, response: ServerResponse, failure: Failure): void {
  if (failure === 'hang') return;
  if (failure === 'cut') return void request.socket.destroy();
  if (failure === 'page') return void response.writeHead(502).end('<html>Bad Gateway</html>');
  const { status, parameters, description = 'Запрос не принят: Заявка' } = failure;
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ok: false, error_code: status, description, parameters }));
}

function sendFile(response: ServerResponse, files: Map<string, KeptFile>, path: string): void {
  const file = [...files.values()].find((each) => each.path === path);
  if (!file) return void response.writeHead(404).end('{"ok":false,"error_code":404}');
  // In pieces and without a length, as a server may.
  for (let at = 0; at < file.bytes.length; at += 1000) response.write(file.bytes.subarray(at, at + 1000));
  response.end();
}
