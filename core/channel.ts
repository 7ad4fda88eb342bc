import type { Hono } from 'hono';
import type { z } from 'zod';
import type { DomainEvent } from './channel/bus.ts';
import type { DialOrder } from './channel/call.ts';
import type { ChannelDeps } from './channel/deps.ts';
import type { Outbound } from './channel/outbound.ts';

export type { DomainEvent, OrderStateChange } from './channel/bus.ts';
export type { CallEvent, CallerCard, DialOrder } from './channel/call.ts';
export type { Asker, ChannelDeps, OfferedService, OwnRequest } from './channel/deps.ts';
export type { Accepted, InboundAttachment, InboundContact } from './channel/inbound.ts';
export type {
  Choice,
  DeliveryReceipt,
  Outbound,
  OutboundFile,
  OutboundMessage,
  Sent,
} from './channel/outbound.ts';

/** A channel, running. Only `routes` is required; the rest are capabilities it may have. */
export interface Channel {
  /** Mounted under `/channels/<name>`. Answers problem documents (RFC 9457) on bad input. */
  routes: Hono;
  /** How it answers people. */
  outbound?: Outbound;
  /**
   * Fetches a file a contact came with.
   * @param maxBytes the longest file taken.
   * @throws {Refused} when the provider does not have it or it is too long; {@link NoAnswer} when to try again.
   */
  fetchAttachment?(externalId: string, maxBytes: number): Promise<Uint8Array>;
  /**
   * Has the PBX connect an agent with a customer. Its steps come back as any call's.
   * @throws {Refused}, {@link NoAnswer} as {@link Outbound.send}.
   */
  dial?(order: DialOrder): Promise<void>;
  /**
   * Tells other systems of domain events, in order; resolves when all are taken over safely.
   * @throws {NoAnswer} when to tell all of them again.
   */
  publish?(events: DomainEvent[]): Promise<void>;
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
