import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { mediaType, parseJson } from '../../edge/readBody.ts';
import { isForeignFormat, type ReceivedMessage } from '../events/receivedEvent.ts';
import { readHeaders } from './readHeaders.ts';

/**
 * Reads a request as a message of the bus.
 * @throws {HTTPException} 415 for an event format other than JSON.
 * @throws {Invalid} naming the header that does not decode.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3-http-message-mapping
 */
export async function readRequest(c: Context): Promise<ReceivedMessage> {
  const type = mediaType(c);
  if (isForeignFormat(type)) {
    throw new HTTPException(415, { message: 'Only the JSON event format is understood' });
  }
  const attributes = readHeaders(c.req.raw.headers);
  const text = await c.req.text();
  return { mediaType: type, attributes, readJson: () => parseJson(text) };
}
