import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../core/log.ts';
import { createApi } from './index.ts';
import type { ApiContext } from './router.ts';
import { readProblem } from './testing/client.ts';

const ISSUER = 'http://localhost:8080/sandbox/realms/helpdesk';
const config = {
  OIDC_ISSUER: ISSUER,
  OIDC_CLIENT_ID: 'helpdesk-console',
  PUBLIC_URL: 'http://localhost:8080',
  DEFAULT_COUNTRY: 'RU',
  OUTSIDE_TIMEOUT_MS: 500,
} as ApiContext['config'];
const api = createApi({ config, log: createLog('silent') } as ApiContext, {
  channels: ['sms'],
  version: '1.2.3',
});

interface Node {
  [key: string]: unknown;
}
type Content = Record<string, { schema: Node }>;
interface Document {
  openapi: string;
  info: Node;
  servers: { url: string }[];
  tags: { name: string }[];
  security: Node[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Node>; securitySchemes: Record<string, Node> };
}
interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: { name: string; in: string; required?: boolean; schema: Node }[];
  requestBody?: { required: boolean; content: Node };
  responses: Record<string, { description: string; content?: Content }>;
}

const document = (await (await api.request('/openapi.json')).json()) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
);

/** Commands that say all by their address. */
const BODILESS = [
  'replayContact',
  'dialCustomer',
  'completeCallback',
  'takeIncident',
  'unlinkIncident',
  'unmergeServiceRequest',
];
/** What an answer of each status may hold. */
const SHAPES: Record<string, string[]> = {
  200: ['object', 'file'],
  201: ['object'],
  202: ['nothing'],
  204: ['nothing'],
};

function shapeOf(content: Content | undefined): string {
  if (content === undefined) return 'nothing';
  if (content['application/octet-stream']?.schema.format === 'binary') return 'file';
  return content['application/json']?.schema.$ref === undefined ? 'something else' : 'object';
}

/** Every object of the document, at any depth. */
function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Node;
  for (const part of Object.values(value)) yield* nodesOf(part);
}

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 of this version at this address', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info).toMatchObject({ title: 'HELPDesk API', version: '1.2.3' });
    expect(document.servers).toEqual([{ url: 'http://localhost:8080/api' }]);
  });

  it('has every reference resolved', () => {
    const references = [...nodesOf(document)]
      .map((node) => node.$ref)
      .filter((ref) => typeof ref === 'string');
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1];
      expect(document.components.schemas, reference).toHaveProperty(name ?? '?');
    }
  });

  it('holds every route of the app, and nothing else', () => {
    const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    const routed = api.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual([...new Set(routed)].sort());
  });

  it.each(operations.map((operation) => [operation.operationId, operation] as const))(
    '%s is whole',
    (_id, operation) => {
      expect(operation.summary).not.toBe('');
      expect(document.tags.map((tag) => tag.name)).toContain(operation.tags[0]);
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const parameters = operation.parameters ?? [];
      expect(parameters.filter((each) => each.in === 'path').map((each) => each.name)).toEqual(inPath);
      for (const parameter of parameters) expect(parameter.schema, parameter.name).toHaveProperty('type');
      const [result, ...others] = Object.entries(operation.responses).filter(([status]) => /^2/.test(status));
      expect(others).toEqual([]);
      const [status, { description, content }] = result ?? ['none', { description: '' }];
      expect(description).not.toBe('');
      expect(SHAPES[status], status).toContain(shapeOf(content));
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '403', '503']));
      const problems = Object.entries(operation.responses).filter(([each]) => each !== status);
      for (const [, response] of problems) {
        const schema = response.content?.['application/problem+json']?.schema;
        expect(schema).toEqual({ $ref: '#/components/schemas/Problem' });
      }
      const hasBody =
        ['post', 'patch'].includes(operation.method) && !BODILESS.includes(operation.operationId);
      expect(operation.requestBody?.required ?? false).toBe(hasBody);
    },
  );

  it('names each operation once', () => {
    const ids = operations.map((operation) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lets responses grow, and says what may be null', () => {
    const { ServiceRequest } = document.components.schemas;
    expect(ServiceRequest).not.toHaveProperty('additionalProperties');
    expect(ServiceRequest).toHaveProperty('properties.incidentId.type', ['string', 'null']);
    expect(ServiceRequest).toHaveProperty('properties.closedAt.type', ['string', 'null']);
    expect(ServiceRequest).toHaveProperty('properties.phone.example', '+79160000007');
  });

  it('offers a key under which a reply goes out once', () => {
    const reply = operations.find((operation) => operation.operationId === 'replyToCustomer');
    const key = reply?.parameters?.find((parameter) => parameter.in === 'header');
    expect(key).toMatchObject({ name: 'Idempotency-Key', required: false, schema: { format: 'uuid' } });
  });

  it('says how to come in, with the issuer’s addresses', () => {
    const { oauth2, bearer } = document.components.securitySchemes;
    expect(bearer).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(oauth2).toHaveProperty(
      'flows.clientCredentials.tokenUrl',
      `${ISSUER}/protocol/openid-connect/token`,
    );
    expect(oauth2).toHaveProperty(
      'flows.authorizationCode.authorizationUrl',
      `${ISSUER}/protocol/openid-connect/auth`,
    );
    const named = document.security.flatMap((each) => Object.keys(each));
    expect(named.sort()).toEqual(Object.keys(document.components.securitySchemes).sort());
  });
});

describe('/docs', async () => {
  const response = await api.request('/docs');
  const page = await response.text();

  it('shows every operation and schema, with a call of each', () => {
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page).toMatch(/^<!doctype html><html lang="en">/);
    for (const { operationId, summary, path } of operations) {
      expect(page).toContain(`<details id="${operationId}">`);
      expect(page).toContain(`<code>${path}</code>`);
      expect(page).toContain(summary);
    }
    for (const name of Object.keys(document.components.schemas))
      expect(page).toContain(`id="schema-${name}"`);
    expect(page).toContain('curl &#39;http://localhost:8080/api/v1/incidents');
    expect(page).toContain('phone=+79160000007');
    // curl would ask, not command.
    expect(page).toMatch(/\/dial&#39;[^<]*-X POST<\/pre>/);
    expect(page).not.toContain('undefined');
    expect(page).not.toContain('[object Object]');
  });

  it('has no script and loads nothing, and its links within lead somewhere', () => {
    expect(page).not.toMatch(/<script|<link|<img| src=|@import|url\(/);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) expect(ids).toContain(link);
  });

  it('is open, and nothing else is', async () => {
    expect(response.status).toBe(200);
    for (const { method, path } of operations) {
      await readProblem(await api.request(path, { method: method.toUpperCase() }), 401);
    }
    await readProblem(await api.request('/v1/nothing'), 401);
    await readProblem(await api.request('/nothing'), 404);
    await readProblem(await api.request('/docs/nothing'), 404);
  });
});

it('answers problems where it is mounted, too', async () => {
  const house = new Hono().route('/api', api);
  await readProblem(await house.request('/api/nothing'), 404);
  const response = await house.request('/api/v1/incidents');
  await readProblem(response, 401);
  expect(response.headers.get('www-authenticate')).toBe('Bearer realm="helpdesk"');
  expect((await house.request('/api/docs')).status).toBe(200);
});
