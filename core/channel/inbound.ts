import type { Language } from '../i18n.ts';
import type { Rung } from '../identity/rung.ts';
import type { JsonObject } from '../json.ts';

/** One inbound touch, normalised by its channel: what the rest of the house works with. */
export interface InboundContact {
  /** Which of our own addresses took it: bot id, SMSC link, PBX account, bus source. Part of the unique key. */
  account: string;
  /** The sender's own id for this touch, the same on every redelivery. Part of the unique key. */
  externalId: string;
  kind: 'call' | 'message' | 'event';
  /** Conversation it belongs to (chat id, sender's number); an open request of that thread takes it in. Null: none. */
  thread: string | null;
  /** Where an answer on this channel goes (chat id, phone). Null where the channel cannot answer. */
  address: string | null;
  /**
   * Who speaks, as this channel knows him (user id, number): what a customer is linked to. Null where several may
   * speak (a group) or nobody is named.
   */
  identity: string | null;
  /** The sender's phone exactly as the channel wrote it, parsed later. Null where the channel knows none. */
  sender: string | null;
  /** How well this touch by itself proves `sender`; what is known of `identity` may raise it. */
  rung: Rung;
  /** Catalogue id of the service, where the contact names one. */
  serviceId: string | null;
  /** Id of the {@link Choice} the person made, where this touch is one. */
  choice?: string | null;
  /** Queue or line the contact came in on, for routing. */
  queue: string | null;
  /** Extensions of the agents whose telephones ring, of a call: what opens their screens. */
  ringsAt?: string[];
  /** What the person said, in his own words. */
  text: string | null;
  /** Language the person is answered in; absent or null: the house's own. */
  language?: Language | null;
  /** What came with the words. */
  attachments?: InboundAttachment[];
  /** How long more of the same burst may follow: messages of one thread within it become one request. Default 0. */
  settleMs?: number;
  occurredAt: Date;
  /** The channel's own payload, kept in the journal as evidence. Secrets are left out. */
  raw: JsonObject;
}

/** A file or a place that came with a contact. Files are fetched later, by {@link Channel.fetchAttachment}. */
export interface InboundAttachment {
  kind: 'photo' | 'voice' | 'audio' | 'video' | 'document' | 'location';
  /** The provider's id of the file; null for a location. */
  externalId: string | null;
  fileName: string | null;
  /** What the provider says it is; what it is shown as is found out from its bytes. */
  mimeType: string | null;
  /** Bytes, where the provider tells. */
  size: number | null;
  /** Degrees, for a location. */
  latitude?: number;
  longitude?: number;
}

/** What the journal answers: the contact's id, and whether this delivery was already known. */
export interface Accepted {
  contactId: string;
  duplicate: boolean;
}
