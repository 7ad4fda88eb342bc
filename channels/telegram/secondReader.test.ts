import { type Context, Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';
import { expect, it } from 'vitest';
import { openTelegram } from './open.fixture.ts';
import { updates } from './updates.fixture.ts';

const BOT_INFO = {
  id: 100000001,
  is_bot: true as const,
  first_name: 'HELPDesk',
  username: 'helpdesk_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};

/** What telegraf, another client of the Bot API, reads out of an update. */
async function readByTelegraf(update: unknown) {
  const bot = new Telegraf('100000001:dev-token');
  bot.botInfo = BOT_INFO;
  const read: { chat: string | undefined; text: string | undefined; phone: string | undefined }[] = [];
  const note = (ctx: Context) => {
    const message = ctx.message ?? ctx.editedMessage;
    const text =
      message && ('text' in message ? message.text : 'caption' in message ? message.caption : undefined);
    const phone = message && 'contact' in message ? message.contact.phone_number : undefined;
    read.push({ chat: ctx.chat?.id.toString(), text, phone });
  };
  bot.on('message', note);
  bot.on('edited_message', note);
  await bot.handleUpdate(update as Update);
  return read[0];
}

it.each([
  ['text', updates.text],
  ['an edit', updates.edited],
  ['a caption', updates.photoCaption],
  ['a shared contact', updates.ownContact],
  ['a mention in a group', updates.groupMention],
])('telegraf reads the same out of %s', async (_, update) => {
  const { deps, post } = openTelegram();
  await post(update);
  const [contact] = deps.contacts;
  const read = await readByTelegraf(update);
  expect(read?.chat).toBe(contact?.address);
  expect(read?.phone ?? null).toBe(contact?.sender);
  expect(read?.text ?? null).toBe(contact?.text?.replace('[исправлено] ', '') ?? null);
});
