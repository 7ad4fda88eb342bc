import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the peer saw it. */
interface SeenRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the peer answers; `hang`: nothing, ever; `cut`: it drops the connection. */
export type PeerAnswer = { status: number; headers?: Record<string, string>; body?: string } | 'hang' | 'cut';

/** A real HTTP server on a free loopback port, playing the other side of a channel's sends. */
export interface HttpPeer {
  origin: string;
  seen: SeenRequest[];
  answerWith(answer: PeerAnswer): void;
  close(): Promise<void>;
}

/** Starts a peer that answers `first` until told otherwise. */
export async function startPeer(first: PeerAnswer): Promise<HttpPeer> {
  const seen: SeenRequest[] = [];
  let answer = first;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const url = new URL(request.url ?? '/', 'http://peer');
    seen.push({ method: request.method ?? '', url, headers: request.headers, body });
    if (answer === 'hang') return;
    if (answer === 'cut') return void request.socket.destroy();
    response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answerWith: (next) => {
      answer = next;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
