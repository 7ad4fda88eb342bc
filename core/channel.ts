import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { JsonObject } from './json.ts';

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
  /** The sender's phone exactly as the channel wrote it, parsed later. Null where the channel knows none. */
  sender: string | null;
  /** True when the person proved that `sender` is his own number for `address` (a shared Telegram contact). */
  senderShared: boolean;
  /** Catalogue id of the service, where the contact names one. */
  serviceId: string | null;
  /** Queue or line the contact came in on, for routing. */
  queue: string | null;
  /** What the person said, in his own words. */
  text: string | null;
  occurredAt: Date;
  /** The channel's own payload, kept in the journal as evidence. Secrets are left out. */
  raw: JsonObject;
}

/** What the journal answers: the contact's id, and whether this delivery was already known. */
export interface Accepted {
  contactId: string;
  duplicate: boolean;
}

/**
 * One step of a telephone call. Steps may come in any order and more than once. An inbound call that rings is a
 * contact and needs no step of its own.
 */
export interface CallEvent {
  account: string;
  callId: string;
  type: 'ringing' | 'answered' | 'ended';
  direction: 'in' | 'out';
  from: string | null;
  to: string | null;
  queue: string | null;
  /** Extension of the agent who answered. */
  agentExtension: string | null;
  /** The PBX's own word for how it ended. Unknown words are kept. */
  endReason: string | null;
  occurredAt: Date;
}

/** A message for one person on one channel. */
export interface OutboundMessage {
  /** Our id of this message: the idempotency key towards the provider. */
  id: string;
  /** Same meaning as {@link InboundContact.account}; null: the channel's own default. */
  account: string | null;
  address: string;
  text: string;
  /** Offer the person a way to share his phone number, where the channel has one. */
  askForPhone: boolean;
}

/** What a channel may use of the house. */
export interface ChannelDeps {
  log: Logger;
  /**
   * Journals the contact and answers after the commit. Acknowledge only after it resolves.
   * @throws {Unavailable} when the store cannot take it: answer 503 with Retry-After and acknowledge nothing.
   */
  accept(contact: InboundContact): Promise<Accepted>;
  /** Records a step of a call. @throws {Unavailable} as {@link ChannelDeps.accept}. */
  recordCall(event: CallEvent): Promise<void>;
}

/** A channel, running. Only `routes` is required; the rest are capabilities it may have. */
export interface Channel {
  /** Mounted under `/channels/<name>`. Answers problem documents (RFC 9457) on bad input. */
  routes: Hono;
  /**
   * Sends one message.
   * @returns the provider's id of it.
   * @throws {Refused} when the provider will never take it; {@link NoAnswer} when to try again.
   */
  send?(message: OutboundMessage): Promise<{ providerId: string | null }>;
  /** Begins pulling, where the channel pulls. */
  start?(): Promise<void>;
  stop?(): Promise<void>;
}

/** A channel's definition: its name, its settings by environment name, how it is built. */
export interface ChannelDefinition<Settings extends z.ZodObject = z.ZodObject> {
  /** Path segment and journal word, e.g. `sms`. */
  name: string;
  /** Keys are environment variable names; every value arrives as a string or is absent. */
  settings: Settings;
  create(settings: z.output<Settings>, deps: ChannelDeps): Channel;
}

/** A definition with its settings type closed over, so that unlike channels fit one list. */
export interface AnyChannel {
  name: string;
  settings: z.ZodObject;
  /** @param settings what this channel's own `settings` schema parsed. */
  create(settings: unknown, deps: ChannelDeps): Channel;
}

/**
 * Declares a channel. The one contract every way in meets; nothing else in the house knows channel names.
 * @param definition name, settings schema, factory.
 */
export function defineChannel<Settings extends z.ZodObject>(
  definition: ChannelDefinition<Settings>,
): AnyChannel {
  return {
    name: definition.name,
    settings: definition.settings,
    create: (settings, deps) =>
      definition.create(definition.settings.parse(settings) as z.output<Settings>, deps),
  };
}
