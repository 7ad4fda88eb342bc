import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

/** What the tests read of a service; schemas/compose.schema.json holds the rest of its form. */
export interface Service {
  image: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  restart: string;
  environment?: Record<string, string>;
  volumes?: string[];
  ports?: string[];
  networks: string[] | Record<string, { aliases?: string[] }>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck: { test: string[] };
}

export interface ComposeFile {
  name: string;
  services: Record<string, Service>;
  networks: Record<string, unknown>;
  volumes: Record<string, unknown>;
}

const root = new URL('../', import.meta.url);

/** Text of a file named from the repository's root. */
export function readText(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

export function existsInRepository(path: string): boolean {
  return existsSync(new URL(path, root));
}

/**
 * Puts variables into a text as Compose does: `${NAME}`, `${NAME:-default}`, `$$` for a dollar sign.
 * @throws {Error} where a variable has neither a value nor a default, or a dollar sign is none of these.
 */
export function interpolate(text: string, env: Record<string, string>): string {
  return text.replace(/\$(?:\$|\{([A-Z][A-Z0-9_]*)(?::-([^}]*))?\})?/g, (match, name, fallback) => {
    if (match === '$$') return '$';
    const value = env[name] || fallback;
    if (value === undefined) throw new Error(`${match} has no value`);
    return value;
  });
}

/** Every `${NAME:-default}` of a text, by name; several uses of a name give several defaults. */
export function variablesOf(text: string): Map<string, Set<string | undefined>> {
  const found = new Map<string, Set<string | undefined>>();
  for (const [, name = '', fallback] of text.matchAll(/(?<!\$)\$\{([A-Z][A-Z0-9_]*)(?::-([^}]*))?\}/g)) {
    found.set(name, (found.get(name) ?? new Set()).add(fallback));
  }
  return found;
}

/** `NAME=value` lines; a value may stand in single quotes. */
export function parseEnvFile(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => /^([A-Z][A-Z0-9_]*)=(?:'([^']*)'|(.*))$/.exec(line));
  return Object.fromEntries(lines.flatMap((m) => (m?.[1] ? [[m[1], m[2] ?? m[3] ?? '']] : [])));
}

/** docker-compose.yml with merge keys and variables resolved, valid by our schema. */
export function readCompose(env: Record<string, string> = {}): ComposeFile {
  const document: unknown = resolve(parse(readText('docker-compose.yml'), { merge: true }), env);
  const schema: object = JSON.parse(readText('deploy/schemas/compose.schema.json'));
  const validate = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictTuples: false,
  }).compile<ComposeFile>(schema);
  if (validate(document)) return document;
  const faults = (validate.errors ?? []).map(
    (e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`,
  );
  throw new Error(`docker-compose.yml is not valid:\n${faults.join('\n')}`);
}

function resolve(value: unknown, env: Record<string, string>): unknown {
  if (typeof value === 'string') return interpolate(value, env);
  if (Array.isArray(value)) return value.map((item) => resolve(item, env));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, env)]));
}
