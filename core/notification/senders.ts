import type { Channel, Outbound } from '../channel.ts';

/** Every way the house can reach people, by channel name; `email` is one more. */
export type Senders = Map<string, Outbound>;

/** Collects the channels that can send. */
export function collectSenders(channels: Map<string, Channel>, email: Outbound | undefined): Senders {
  const senders: Senders = new Map();
  for (const [name, { outbound }] of channels) if (outbound) senders.set(name, outbound);
  if (email) senders.set('email', email);
  return senders;
}
