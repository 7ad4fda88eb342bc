import type { z } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import { expect } from 'vitest';
import { Problem } from '../schemas/problem.ts';
import type { TestIssuer } from './issuer.ts';
import { PEOPLE, type Person } from './people.ts';

/** Who calls: one of the people, or a system. */
export type Caller = Person | 'system';

export interface TestClient {
  /** GET, or POST where there is a body. */
  call(path: string, as?: Caller, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** POST of a form; a list is a field for each. */
  send(
    path: string,
    as: Caller,
    fields: Record<string, string | File[]>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** POST of a command that says all by its address. */
  command(path: string, as?: Caller): Promise<Response>;
  /** A call that must succeed; what it answers must be exactly what the schema says. */
  read<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    as?: Caller,
    body?: unknown,
  ): Promise<z.output<Schema>>;
  /** A call that must be refused with that status by a problem document. */
  refused(status: number, path: string, as?: Caller, body?: unknown): Promise<z.output<typeof Problem>>;
}

/** A caller of the API, below /v1, as the system unless told otherwise. */
export function createClient(api: Hono, issuer: TestIssuer): TestClient {
  const tokens = new Map<Caller, Promise<string>>();
  const tokenOf = (caller: Caller) => {
    const token = tokens.get(caller) ?? issuer.token(claimsOf(caller));
    tokens.set(caller, token);
    return token;
  };
  const request = async (path: string, as: Caller, init: RequestInit) =>
    api.request(`/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${await tokenOf(as)}`, ...init.headers },
    });
  const call: TestClient['call'] = (path, as = 'system', body, headers) =>
    request(path, as, {
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
  return {
    call,
    send: (path, as, fields, headers) => request(path, as, { method: 'POST', body: formOf(fields), headers }),
    command: (path, as = 'system') => request(path, as, { method: 'POST' }),
    async read(schema, path, as, body) {
      return readAnswer(schema, await call(path, as, body), 200);
    },
    async refused(status, path, as, body) {
      return readProblem(await call(path, as, body), status);
    },
  };
}

function formOf(fields: Record<string, string | File[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.append(name, value);
    else for (const file of value) form.append(name, file);
  }
  return form;
}

/** Reads an answer of that status, which must be exactly what the schema says. */
export async function readAnswer<Schema extends z.ZodType>(
  schema: Schema,
  response: Response,
  status: number,
): Promise<z.output<Schema>> {
  const answer: unknown = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(status);
  const parsed = schema.parse(answer);
  // Schemas drop what they do not know: equality means that there was nothing.
  expect(parsed).toEqual(answer);
  return parsed;
}

/** Reads a problem document of that status out of a response. */
export async function readProblem(response: Response, status: number): Promise<z.output<typeof Problem>> {
  const answer: unknown = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const parsed = Problem.parse(answer);
  expect(parsed).toEqual(answer);
  expect(parsed.status).toBe(status);
  return parsed;
}

function claimsOf(caller: Caller): Record<string, unknown> {
  if (caller === 'system') {
    return { sub: 'service-1', azp: 'helpdesk-api', realm_access: { roles: ['helpdesk-api'] } };
  }
  const { id, role } = PEOPLE[caller];
  return { sub: id, realm_access: { roles: [role, 'default-roles-helpdesk'] } };
}
