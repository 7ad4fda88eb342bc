import { type DocumentView, nameOf, type Operation, type Schema, schemaOf } from './view.ts';

/** An example value of a schema: its own where it has one, else put together from its parts. */
export function exampleOf(schema: Schema, schemas: DocumentView['schemas']): unknown {
  const name = nameOf(schema);
  if (name !== undefined) return exampleOf(schemas[name] ?? {}, schemas);
  if (schema.example !== undefined) return schema.example;
  const part = (schema.allOf ?? schema.oneOf ?? schema.anyOf)?.[0];
  if (part) return exampleOf(part, schemas);
  if (schema.properties) {
    const entries = Object.entries(schema.properties);
    return Object.fromEntries(entries.map(([key, value]) => [key, exampleOf(value, schemas)]));
  }
  if (schema.items) return [exampleOf(schema.items, schemas)];
  return schema.enum?.[0] ?? '…';
}

/** A call of the operation for a shell that has the token in `$TOKEN`. */
export function curlOf(operation: Operation, view: DocumentView): string {
  const parameters = operation.parameters ?? [];
  const path = operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const schema = parameters.find((each) => each.in === 'path' && each.name === name)?.schema;
    return String(schema?.example ?? '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01');
  });
  const lines = [`curl '${view.server}${path}'`, '-H "Authorization: Bearer $TOKEN"'];
  // One filter shows how it goes: the phone, where there is one.
  const queries = parameters.filter((each) => each.in === 'query' && each.schema.example !== undefined);
  const query = queries.find((each) => each.name === 'phone') ?? queries[0];
  if (query) lines.push(`-G --data-urlencode '${query.name}=${query.schema.example}'`);
  const body = schemaOf(operation.requestBody);
  if (!body && operation.method === 'post') lines.push('-X POST');
  if (body) lines.push(`--json '${JSON.stringify(exampleOf(body, view.schemas))}'`);
  return lines.join(' \\\n  ');
}
