import type { Channel, OutboundMessage } from '../channel.ts';

/** Sends one message; see {@link Channel.send}. */
export type Send = (
  message: OutboundMessage & { subject?: string },
) => Promise<{ providerId: string | null }>;

/** Every way the house can reach people, by channel name; `email` is one more. */
export type Senders = Map<string, Send>;

/** Collects the channels that can send. */
export function collectSenders(channels: Map<string, Channel>, email: Send | undefined): Senders {
  const senders: Senders = new Map();
  for (const [name, channel] of channels) {
    const send = channel.send?.bind(channel);
    if (send) senders.set(name, send);
  }
  if (email) senders.set('email', email);
  return senders;
}
