import type { AsyncMessage } from 'rabbitmq-client';
import { Invalid } from '../../../core/errors.ts';
import { LARGE_BODY } from '../../edge/limitBody.ts';
import { parseJson } from '../../edge/readBody.ts';
import type { ReceivedMessage } from '../events/receivedEvent.ts';

/** Both prefixes of the binding; `_` is for brokers whose header names may hold no colon. */
const PREFIX = /^cloudEvents[:_](.+)$/;

/** Encodings that leave the bytes as they are; some clients name the character set here. */
const PLAIN = ['', 'identity', 'utf-8', 'utf8'];

/**
 * Reads a delivery as a message of the bus.
 * @throws {Invalid} when it is compressed or longer than over HTTP.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/amqp-protocol-binding.md#3-amqp-message-mapping
 */
export function readMessage(message: AsyncMessage): ReceivedMessage {
  const encoding = (message.contentEncoding ?? '').toLowerCase();
  if (!PLAIN.includes(encoding)) throw new Invalid('content-encoding', 'The body is encoded');
  const bytes = bytesOf(message);
  if (bytes.byteLength > LARGE_BODY) throw new Invalid('(body)', `Longer than ${LARGE_BODY} bytes`);
  return {
    mediaType: (message.contentType ?? '').split(';', 1).join('').trim().toLowerCase(),
    attributes: readAttributes(message.headers ?? {}),
    readJson: () => parseJson(new TextDecoder().decode(bytes)),
  };
}

/**
 * The body as it was sent: the client has parsed what is exactly `application/json`, and made a text of `text/plain`.
 * JSON is then written anew, equal in meaning.
 */
export function bytesOf({ body, contentType }: { body: unknown; contentType?: string }): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === 'string' && contentType === 'text/plain') return Buffer.from(body);
  return Buffer.from(JSON.stringify(body));
}

function readAttributes(headers: Record<string, unknown>): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const [header, value] of Object.entries(headers)) {
    const name = header.match(PREFIX)?.[1];
    if (name !== undefined && value !== null) attributes[name] = readValue(name, value);
  }
  return attributes;
}

/** A time may come as AMQP's own timestamp, in seconds. */
function readValue(name: string, value: unknown): unknown {
  if (name !== 'time' || typeof value !== 'number') return value;
  const time = new Date(value * 1000);
  return Number.isNaN(time.getTime()) ? String(value) : time.toISOString();
}
