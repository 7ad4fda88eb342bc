import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The Messages resource of Twilio's API, on a free loopback port: it checks what Twilio checks. */
export interface TwilioApi {
  origin: string;
  accountSid: string;
  authToken: string;
  /** Messages created so far: their forms, with the `sid` each was given. */
  messages: Record<string, string>[];
  /** From now on every request fails: with this answer, or by a dropped connection. */
  failWith(status: number | 'cut', body?: unknown, headers?: Record<string, string>): void;
  /** Takes messages again, and forgets those it has. */
  reset(): void;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** Starts it. @see https://www.twilio.com/docs/messaging/api/message-resource */
export async function startTwilioApi(): Promise<TwilioApi> {
  const accountSid = `AC${'0'.repeat(31)}1`;
  const authToken = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
  const messages: Record<string, string>[] = [];
  let failure: Answer | 'cut' | undefined;

  const create = (form: Record<string, string>): Answer => {
    const { To, From, MessagingServiceSid, Body } = form;
    if (!To) return refusal(21604, "A 'To' phone number is required.");
    if (!From && !MessagingServiceSid) return refusal(21603, "A 'From' phone number is required.");
    if (!Body) return refusal(21602, 'Message body is required.');
    const sid = `SM${String(messages.length + 1).padStart(32, '0')}`;
    messages.push({ sid, ...form });
    return { status: 201, body: { sid, status: 'queued', to: To, error_code: null } };
  };

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (failure === 'cut') return void request.socket.destroy();
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    const path = `/2010-04-01/Accounts/${accountSid}/Messages.json`;
    const known = request.headers.authorization === authorization;
    const found = request.method === 'POST' && request.url === path;
    const answer =
      failure ??
      (!known ? refusal(20003, 'Authenticate', 401) : undefined) ??
      (!found ? refusal(20404, 'Not found', 404) : undefined) ??
      create(Object.fromEntries(new URLSearchParams(body)));
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accountSid,
    authToken,
    messages,
    failWith(status, body, headers) {
      failure = status === 'cut' ? status : { status, body: body ?? {}, headers };
    },
    reset() {
      failure = undefined;
      messages.length = 0;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function refusal(code: number, message: string, status = 400): Answer {
  return { status, body: { code, message, status } };
}
