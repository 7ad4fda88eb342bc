import { Invalid } from '../../../core/errors.ts';

const PREFIX = 'ce-';

/**
 * Reads the context attributes of a binary-mode event: unquotes each `ce-` header where it is a quoted string,
 * then percent-decodes it once.
 * @param headers of the request.
 * @returns attributes by name; empty when there is none.
 * @throws {Invalid} naming the header whose escapes are not UTF-8.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3132-http-header-values
 */
export function readHeaders(headers: Headers): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of headers) {
    if (name.startsWith(PREFIX)) attributes[name.slice(PREFIX.length)] = decode(name, value);
  }
  return attributes;
}

function decode(name: string, value: string): string {
  const quoted = value.match(/^"((?:[^"\\]|\\.)*)"$/)?.[1];
  const unquoted = quoted === undefined ? value : quoted.replace(/\\(.)/g, '$1');
  try {
    return decodeURIComponent(unquoted);
  } catch {
    throw new Invalid(name, 'The value is not percent-encoded UTF-8');
  }
}
