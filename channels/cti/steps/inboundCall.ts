import type { InboundContact } from '../../../core/channel.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Caller } from './caller.ts';

/** What is known of an inbound call when it first rings. */
export interface InboundCall {
  account: string;
  /** The PBX's id of the call: the journal's key, and the key of its further steps. */
  callId: string;
  caller: Caller;
  queue: string | null;
  /** Extensions whose telephones ring. */
  ringsAt?: string[];
  text?: string | null;
  occurredAt: Date;
  raw: JsonObject;
}

/** @returns the caller's contact. A call belongs to no conversation, and names no service but by its queue. */
export function toContact(call: InboundCall): InboundContact {
  return {
    account: call.account,
    externalId: call.callId,
    kind: 'call',
    thread: null,
    ...call.caller,
    serviceId: null,
    queue: call.queue,
    ...(call.ringsAt && call.ringsAt.length > 0 && { ringsAt: call.ringsAt }),
    text: call.text ?? null,
    occurredAt: call.occurredAt,
    raw: call.raw,
  };
}
