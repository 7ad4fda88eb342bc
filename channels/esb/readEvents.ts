import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Invalid } from '../../core/errors.ts';
import { isJsonType, mediaType, parseJson } from '../edge/readBody.ts';
import { readHeaders } from './readHeaders.ts';

/** An event as it came, not yet checked, and how to name it in a complaint. */
export interface ReceivedEvent {
  /** Empty for a single event, `[2].` for the third of a batch. */
  prefix: string;
  event: unknown;
}

const STRUCTURED = new Set(['application/cloudevents', 'application/cloudevents+json']);
const BATCH = 'application/cloudevents-batch+json';

/**
 * Reads the events of a request in whichever content mode it is: structured and batch by their media type, else
 * binary by its `ce-` headers. The SDK's own `HTTP.toEvent` is not used for it: it gives an event without id a
 * random one (every redelivery would be a new contact), takes now for a malformed time, and does not know
 * `application/cloudevents+json;charset=utf-8`.
 * @returns the events in their order; none for an empty batch.
 * @throws {Invalid} when the request holds no event or its JSON does not parse.
 * @throws {HTTPException} 415 for an event format other than JSON.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3-http-message-mapping
 */
export async function readEvents(c: Context): Promise<ReceivedEvent[]> {
  const type = mediaType(c);
  if (STRUCTURED.has(type)) return [{ prefix: '', event: parseJson(await c.req.text()) }];
  if (type === BATCH) return readBatch(parseJson(await c.req.text()));
  if (type.startsWith('application/cloudevents')) {
    throw new HTTPException(415, { message: 'Only the JSON event format is understood' });
  }
  const attributes = readHeaders(c.req.raw.headers);
  if (Object.keys(attributes).length === 0) {
    throw new Invalid('content-type', 'Neither a CloudEvents media type nor ce- headers');
  }
  if (type !== '' && !isJsonType(type)) throw new Invalid('content-type', 'The data must be JSON');
  const data = parseJson(await c.req.text());
  return [{ prefix: '', event: { ...attributes, datacontenttype: type || 'application/json', data } }];
}

function readBatch(batch: unknown): ReceivedEvent[] {
  if (!Array.isArray(batch)) throw new Invalid('(body)', 'A batch is a JSON array');
  return batch.map((event, index) => ({ prefix: `[${index}].`, event }));
}
