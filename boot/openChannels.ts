import { recordCall } from '../core/call/recordCall.ts';
import type { AnyChannel, Channel } from '../core/channel.ts';
import { ConfigError } from '../core/config.ts';
import type { HouseContext } from '../core/context.ts';
import { createEmailSender } from '../core/notification/email.ts';
import { collectSenders } from '../core/notification/senders.ts';
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
    definitions.map(({ name, create }) => {
      const channel = create(settings[name], {
        log: ctx.log.child({ channel: name }),
        accept: (contact) => ctx.intake.accept(name, contact),
        recordCall: (event) => recordCall(ctx.db, name, event),
      });
      return [name, channel];
    }),
  );
  const { SMTP_URL, MAIL_FROM } = ctx.config;
  const email = SMTP_URL ? createEmailSender({ url: SMTP_URL, from: MAIL_FROM }) : undefined;
  ctx.senders = collectSenders(channels, email);
  const unknown =
    definitions.length === 0 ? [] : ctx.config.NOTICE_FALLBACK.filter((name) => !channels.has(name));
  if (unknown.length > 0) throw new ConfigError([`NOTICE_FALLBACK: ${unknown.join(', ')} is no channel.`]);
  return channels;
}

/** Starts the channels that pull, and has them stopped in time. */
export async function startChannels(channels: Map<string, Channel>, teardown: Teardown): Promise<void> {
  for (const [name, channel] of channels) {
    await channel.start?.();
    teardown.add(`channel ${name}`, async () => channel.stop?.());
  }
}
