/**
 * One step of a telephone call. Steps may come in any order and more than once. An inbound call that rings is a
 * contact and needs no step of its own, unless it rings at telephones its contact did not name.
 */
export interface CallEvent {
  account: string;
  callId: string;
  /** `recorded` says where the recording lies and moves nothing. */
  type: 'ringing' | 'answered' | 'ended' | 'recorded';
  direction: 'in' | 'out';
  from: string | null;
  to: string | null;
  queue: string | null;
  /** Extension of the agent who answered; of the one who dialled, for a call of ours. */
  agentExtension: string | null;
  /** Extensions of the agents whose telephones ring, of an inbound call: what opens their screens. */
  ringsAt?: string[];
  /** The PBX's own word for how it ended. Unknown words are kept. */
  endReason: string | null;
  /** Where the PBX keeps the recording; only fetched from hosts the settings allow. */
  recordingUrl?: string | null;
  occurredAt: Date;
}

/** A call an agent asks the PBX to make: his own telephone rings first, then the customer's. */
export interface DialOrder {
  /** Our id of it. */
  id: string;
  /** Extension of the agent. */
  extension: string;
  /** E.164 of the customer. */
  phone: string;
}

/** What a PBX may show while it rings. */
export interface CallerCard {
  /** E.164; null where the number given is none. */
  phone: string | null;
  customerId: string | null;
  /** The customer's name; several joined by ` / ` where the number belongs to several; null where unknown. */
  name: string | null;
  openRequests: { id: string; number: string; status: string; service: string | null; createdAt: Date }[];
  /** False when the customer system did not answer in time: name and id are then what we last knew. */
  fresh: boolean;
}
