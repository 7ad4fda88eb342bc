import { type Context, Telegraf } from 'telegraf';
import type { Message, Update } from 'telegraf/types';
import { expect, it } from 'vitest';
import { cleanText } from '../../core/contact/cleanText.ts';
import { corpus, type Recorded } from './corpus.fixture.ts';
import { openTelegram, TOKEN } from './open.fixture.ts';
import { outcomes } from './outcomes.fixture.ts';

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
interface Reading {
  kind: string;
  command: string | undefined;
  chat: string | undefined;
  from: string | undefined;
  isPrivate: boolean;
  text: string | undefined;
  choice: string | undefined;
  phone: string | undefined;
  file: string | undefined;
}

async function readByTelegraf(update: Recorded): Promise<Reading | undefined> {
  const bot = new Telegraf(TOKEN);
  bot.botInfo = BOT_INFO;
  let reading: Reading | undefined;
  bot.command(['start', 'help', 'status'], (ctx) => {
    reading = { ...readContext(ctx), command: ctx.command };
  });
  bot.use((ctx) => {
    reading = readContext(ctx);
  });
  await bot.handleUpdate(update as unknown as Update);
  return reading;
}

function readContext(ctx: Context): Reading {
  const message = ctx.message ?? ctx.editedMessage;
  const query = ctx.callbackQuery;
  return {
    kind: ctx.updateType,
    command: undefined,
    chat: ctx.chat?.id.toString(),
    from: ctx.from?.id.toString(),
    isPrivate: ctx.chat?.type === 'private',
    text: query ? undefined : ctx.text,
    choice: query && 'data' in query ? query.data : undefined,
    phone: message && 'contact' in message ? message.contact.phone_number : undefined,
    file: message && fileOf(message),
  };
}

function fileOf(message: Message): string | undefined {
  if ('photo' in message) return message.photo.toSorted((one, other) => other.width - one.width)[0]?.file_id;
  if ('animation' in message) return message.animation.file_id;
  if ('document' in message) return message.document.file_id;
  if ('voice' in message) return message.voice.file_id;
  if ('audio' in message) return message.audio.file_id;
  if ('video' in message) return message.video.file_id;
  if ('video_note' in message) return message.video_note.file_id;
  return undefined;
}

const namesOf = (becomes: string) => [...corpus.keys()].filter((name) => outcomes[name]?.becomes === becomes);
/** Kinds that came after telegraf's last release: it cannot read their files. */
const TOO_NEW = ['live-photo'];

it.each(namesOf('contact'))('telegraf reads the same who and what out of %s', async (name) => {
  const update = corpus.get(name) ?? { update_id: 0 };
  const { deps, post } = openTelegram();
  await post(update);
  const [ours] = deps.contacts;
  const theirs = await readByTelegraf(update);
  expect(theirs?.kind).toBe(Object.keys(update).find((key) => key !== 'update_id'));
  expect(theirs?.kind === 'callback_query').toBe(ours?.choice !== undefined);
  expect(theirs?.chat).toBe(ours?.address);
  expect(theirs?.isPrivate ? theirs.from : null).toBe(ours?.identity);
  expect(theirs?.choice).toBe(ours?.choice);
  if (theirs?.text !== undefined) expect(cleanText(theirs.text)).toBe(asSent(ours?.text));
  else expect(ours?.text ?? '[').toMatch(/^\[/);
  if (ours?.sender) expect(`+${theirs?.phone}`).toBe(ours.sender);
  const file = ours?.attachments?.find((each) => each.kind !== 'location');
  if (!TOO_NEW.includes(name)) expect(theirs?.file).toBe(file?.externalId ?? undefined);
});

/** Our mark of an edit is none of the person's words. */
function asSent(text: string | null | undefined): string | undefined {
  return text?.replace('[исправлено] ', '');
}

it.each(namesOf('dialogue'))('telegraf takes %s for the same command or press', async (name) => {
  const theirs = await readByTelegraf(corpus.get(name) ?? { update_id: 0 });
  if (name.startsWith('callback')) expect(theirs?.kind).toBe('callback_query');
  else expect(theirs?.command).toBe(name.split('-', 1).join(''));
});

it.each(namesOf('ignored'))('telegraf names the kind of %s as it stands in the update', async (name) => {
  const update = corpus.get(name) ?? { update_id: 0 };
  expect((await readByTelegraf(update))?.kind).toBe(Object.keys(update).find((key) => key !== 'update_id'));
});
