import { readFileSync } from 'node:fs';
import specs from '@asyncapi/specs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

/** What the tests read in the document; the rest is judged by the specification's own schema. */
interface AsyncApi {
  channels: Record<string, { address?: string; messages?: Record<string, { $ref: string }> }>;
  components: { messages: Record<string, { name?: string }> };
}

const DOCUMENT = 'asyncapi.yaml';

/** docs/asyncapi.yaml, parsed. */
export const asyncApi = parse(
  readFileSync(new URL('../../docs/asyncapi.yaml', import.meta.url), 'utf8'),
) as AsyncApi;

const isTime = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text));
const ajv = new Ajv({ strict: false, allErrors: true, logger: false, formats: { 'date-time': isTime } });
ajv.addSchema(asyncApi, DOCUMENT, false, false);

/**
 * Judges a payload by the schema documented for a message.
 * @param message key of the message in the document's components, e.g. `incident.moved`.
 * @returns from payload to faults; none when it is as documented.
 */
export function documentedPayload(message: string): (payload: unknown) => string[] {
  const validate = ajv.getSchema(`${DOCUMENT}#/components/messages/${message}/payload`);
  if (!validate) throw new Error(`no message ${message} is documented`);
  return (payload) => faults(validate, payload);
}

/** Judges the document by the specification's schema. @returns faults, none when it is an AsyncAPI 3.0 document. */
export function faultsOfDocument(): string[] {
  const validate = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(
    specs.schemasWithoutId['3.0.0'],
  );
  return faults(validate, asyncApi);
}

function faults(validate: ValidateFunction, value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
