import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

/** What every object of Kubernetes has. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels: Record<string, string>; annotations?: Record<string, string> };
  spec: unknown;
}

interface SchemaFile {
  $id: string;
  /** Schema by `apiVersion kind`. */
  kinds: Record<string, object>;
}

const files = new Map<string, { ajv: Ajv; file: SchemaFile }>();

/**
 * Checks an object against the schema of its version and kind; fields that Kubernetes does not know are faults.
 * @param value as parsed of YAML.
 * @param kubernetes whose schemas, e.g. `1.30`.
 * @throws {Error} naming the object and each field at fault; for a kind of which we keep no schema too.
 */
export function checkManifest(value: unknown, kubernetes: string): Manifest {
  const { apiVersion, kind, metadata } = value as Manifest;
  const where = `${apiVersion} ${kind}`;
  const check =
    findSchema('custom-resources', where) ?? findSchema(`kubernetes-${kubernetes}`, where) ?? null;
  if (!check) throw new Error(`no schema of ${where} is kept in deploy/helm/schemas`);
  if (!check(value)) {
    const faults = (check.errors ?? []).map(
      (e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`,
    );
    throw new Error(`${kind} ${metadata?.name} is not valid:\n${faults.join('\n')}`);
  }
  return value as Manifest;
}

function findSchema(name: string, where: string): ValidateFunction | undefined {
  const { ajv, file } = openFile(name);
  if (!(where in file.kinds)) return undefined;
  return ajv.getSchema(`${name}#/kinds/${where.replaceAll('/', '~1').replaceAll(' ', '%20')}`);
}

function openFile(name: string): { ajv: Ajv; file: SchemaFile } {
  const opened = files.get(name);
  if (opened) return opened;
  const file: SchemaFile = JSON.parse(
    readFileSync(new URL(`./schemas/${name}.json`, import.meta.url), 'utf8'),
  );
  // Kubernetes' formats (int32, date-time) are told to people; types say the rest.
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  ajv.addSchema(file);
  const result = { ajv, file };
  files.set(name, result);
  return result;
}
