import { randomUUID } from 'node:crypto';
import type { AsyncMessage } from 'rabbitmq-client';
import { NoAnswer } from '../../../core/errors.ts';
import type { Publisher } from './publisher.ts';
import { bytesOf } from './readMessage.ts';
import { DEAD_EXCHANGE } from './topology.ts';

/** Headers that would route a copy (CC, BCC) or count its deliveries. */
const LEFT_OUT = ['CC', 'BCC', 'x-delivery-count'];

/**
 * Puts a copy of a message nobody can read into the dead-letter queue, whence a person may send it again.
 * @param reason machine word and field, e.g. `invalid:data.phone`; no personal data.
 * @returns once the broker has the copy safely: the message itself may be acknowledged then.
 * @throws {NoAnswer} when it is not known to be kept.
 */
export async function deadLetter(publisher: Publisher, message: AsyncMessage, reason: string): Promise<void> {
  const channel = await publisher.open();
  const { contentType, contentEncoding, correlationId, type, appId, timestamp, messageId } = message;
  const kept = Object.entries(message.headers ?? {}).filter(([name]) => !LEFT_OUT.includes(name));
  const routing = await channel.send(
    {
      exchange: DEAD_EXCHANGE,
      routingKey: message.routingKey,
      // The sender's own may stand on two messages; it is kept beside.
      messageId: randomUUID(),
      contentType,
      contentEncoding,
      correlationId,
      type,
      appId,
      timestamp,
      headers: {
        ...Object.fromEntries(kept),
        'x-helpdesk-reason': reason,
        'x-helpdesk-message-id': messageId,
      },
    },
    bytesOf(message),
  );
  if (routing === 'returned') throw new NoAnswer('esb.dead_queue', 'The dead-letter queue is gone');
}
