import { Invalid } from '../../../core/errors.ts';
import { isJsonType } from '../../edge/readBody.ts';

/** An event as it came, not yet checked, and how to name it in a complaint. */
export interface ReceivedEvent {
  /** Empty for a single event, `[2].` for the third of a batch. */
  prefix: string;
  event: unknown;
}

/** What a transport hands over: the same three content modes whether it came over HTTP or AMQP. */
export interface ReceivedMessage {
  /** Media type, lower case and without parameters; empty when none was given. */
  mediaType: string;
  /** Context attributes of the binary mode by name; empty in the other modes. */
  attributes: Record<string, unknown>;
  /** Parses the body. @throws {Invalid} naming `(body)` when it is not JSON. */
  readJson(): unknown;
}

const STRUCTURED = new Set(['application/cloudevents', 'application/cloudevents+json']);
const BATCH = 'application/cloudevents-batch+json';

/**
 * Whether a media type is a CloudEvents format other than JSON.
 * @param mediaType as {@link ReceivedMessage.mediaType}.
 */
export function isForeignFormat(mediaType: string): boolean {
  return mediaType.startsWith('application/cloudevents') && !STRUCTURED.has(mediaType) && mediaType !== BATCH;
}

/**
 * Takes the events out of a message in whichever content mode it is: structured and batch by their media type, else
 * binary by its attributes. The SDK's own reader is not used for it: it gives an event without id a random one (every
 * redelivery would be a new contact), takes now for a malformed time, and does not know
 * `application/cloudevents+json;charset=utf-8`.
 * @returns the events in their order; none for an empty batch.
 * @throws {Invalid} when the message holds no event or its JSON does not parse.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 */
export function readEvents({ mediaType, attributes, readJson }: ReceivedMessage): ReceivedEvent[] {
  if (STRUCTURED.has(mediaType)) return [{ prefix: '', event: readJson() }];
  if (mediaType === BATCH) return readBatch(readJson());
  if (isForeignFormat(mediaType)) {
    throw new Invalid('content-type', 'Only the JSON event format is understood');
  }
  if (Object.keys(attributes).length === 0) {
    throw new Invalid(
      'content-type',
      'Neither a CloudEvents media type nor the attributes of the binary mode',
    );
  }
  if (mediaType !== '' && !isJsonType(mediaType)) throw new Invalid('content-type', 'The data must be JSON');
  const event = { ...attributes, datacontenttype: mediaType || 'application/json', data: readJson() };
  return [{ prefix: '', event }];
}

function readBatch(batch: unknown): ReceivedEvent[] {
  if (!Array.isArray(batch)) throw new Invalid('(body)', 'A batch is a JSON array');
  return batch.map((event, index) => ({ prefix: `[${index}].`, event }));
}
