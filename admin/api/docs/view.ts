import type { ApiDocument } from '../document.ts';

/** What the page shows of a JSON schema. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  example?: unknown;
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

interface Body {
  description?: string;
  content?: Record<string, { schema?: Schema }>;
}

/** One operation with its address. */
export interface Operation {
  method: string;
  path: string;
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: Body;
  responses: Record<string, Body>;
}

/** The document as the page walks it. */
export interface DocumentView {
  title: string;
  version: string;
  description: string;
  server: string;
  tokenUrl: string;
  tags: { name: string; description: string; operations: Operation[] }[];
  schemas: Record<string, Schema>;
}

/** Sorts the document's operations under their tags. */
export function viewDocument(document: ApiDocument, tokenUrl: string): DocumentView {
  const paths = document.paths as Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => ({ ...operation, method, path })),
  );
  return {
    title: document.info.title,
    version: document.info.version,
    description: document.info.description ?? '',
    server: document.servers?.[0]?.url ?? '',
    tokenUrl,
    tags: (document.tags ?? []).map(({ name, description }) => ({
      name,
      description: description ?? '',
      operations: operations.filter((operation) => operation.tags.includes(name)),
    })),
    schemas: (document.components?.schemas ?? {}) as Record<string, Schema>,
  };
}

/** The name a reference points to. */
export function nameOf(schema: Schema): string | undefined {
  return schema.$ref?.split('/').at(-1);
}

/** The first schema a body has. */
export function schemaOf(body: Body | undefined): Schema | undefined {
  return Object.values(body?.content ?? {})[0]?.schema;
}
