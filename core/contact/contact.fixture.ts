import { randomUUID } from 'node:crypto';
import type { InboundContact } from '../channel.ts';

/** An inbound contact as a channel would hand it on; every one with a key of its own. */
export function inboundContact(changes: Partial<InboundContact> = {}): InboundContact {
  return {
    account: 'default',
    externalId: randomUUID(),
    kind: 'message',
    thread: null,
    address: null,
    identity: null,
    sender: '+79160000001',
    rung: 'UNKNOWN',
    serviceId: null,
    queue: null,
    text: 'Нет интернета',
    occurredAt: new Date(),
    raw: {},
    ...changes,
  };
}
