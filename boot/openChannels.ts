import { lookUpCaller } from '../core/call/lookUpCaller.ts';
import { recordCall } from '../core/call/recordCall.ts';
import type { AnyChannel, Channel, ChannelDeps } from '../core/channel.ts';
import { ConfigError } from '../core/config.ts';
import type { HouseContext } from '../core/context.ts';
import { isStoreReady } from '../core/db/isStoreReady.ts';
import { runAlone } from '../core/lease.ts';
import { createEmailSender } from '../core/notification/email.ts';
import { recordReceipt } from '../core/notification/recordReceipt.ts';
import { collectSenders } from '../core/notification/senders.ts';
import { recordOrderState } from '../core/order/recordOrderState.ts';
import { listOffered } from '../core/service-catalog/readServices.ts';
import { listOwnRequests } from '../core/service-request/listOwnRequests.ts';
import type { Teardown } from './teardown.ts';

/**
 * Builds the channels and tells the house which of them can send, e-mail among them.
 * @param settings what each channel's schema parsed, by its name.
 */
export function openChannels(
  ctx: HouseContext,
  definitions: AnyChannel[],
  settings: Record<string, unknown>,
): Map<string, Channel> {
  const channels = new Map(
    definitions.map(({ name, create }) => [name, create(settings[name], channelDeps(ctx, name))]),
  );
  ctx.channels = channels;
  const { SMTP_URL, MAIL_FROM } = ctx.config;
  const email = SMTP_URL ? createEmailSender({ url: SMTP_URL, from: MAIL_FROM }) : undefined;
  ctx.senders = collectSenders(channels, email);
  const unknown =
    definitions.length === 0 ? [] : ctx.config.NOTICE_FALLBACK.filter((name) => !channels.has(name));
  if (unknown.length > 0) throw new ConfigError([`NOTICE_FALLBACK: ${unknown.join(', ')} is no channel.`]);
  return channels;
}

/** What a channel may use of the house, under its own name. */
function channelDeps(ctx: HouseContext, name: string): ChannelDeps {
  const log = ctx.log.child({ channel: name });
  return {
    log,
    publicUrl: ctx.config.CHANNELS_PUBLIC_URL,
    accept: (contact) => ctx.intake.accept(name, contact),
    quarantine: (contact, code) => ctx.intake.quarantine(name, contact, code),
    recordCall: (event) => recordCall(ctx, name, event),
    recordReceipt: (receipt) => recordReceipt(ctx, name, receipt),
    recordOrderState: (change) => recordOrderState(ctx.db, change),
    listServices: () => listOffered(ctx.db),
    listOwnRequests: (asker) => listOwnRequests(ctx, name, asker),
    lookUpCaller: (phone) => lookUpCaller(ctx, phone),
    isStoreReady: () => isStoreReady(ctx.db),
    runAlone: (turn, work) => runAlone({ databaseUrl: ctx.config.DATABASE_URL, name: turn, log, work }),
  };
}

/** Has every channel stopped in time: one that only sends may hold connections too. */
export function stopChannelsAtEnd(channels: Map<string, Channel>, teardown: Teardown): void {
  for (const [name, channel] of channels) {
    teardown.add(`channel ${name}`, async () => channel.stop?.());
  }
}

/** Starts the channels that pull. */
export async function startChannels(channels: Map<string, Channel>): Promise<void> {
  for (const channel of channels.values()) await channel.start?.();
}
