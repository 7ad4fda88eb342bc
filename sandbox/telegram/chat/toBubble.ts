import { z } from 'zod';
import type { StoredMessage } from '../messageStore.ts';

/** A message as the chat shows it. */
export interface Bubble {
  id: number;
  from: 'bot' | 'person';
  /** Milliseconds since 1970. */
  at: number;
  edited: boolean;
  /** The bot has it; its own always count. */
  delivered: boolean;
  text: string | null;
  file: { kind: 'photo' | 'voice' | 'document'; id: string; name: string | null; size: number } | null;
  location: { latitude: number; longitude: number } | null;
  contact: { phone: string; name: string } | null;
  buttons: InlineButton[][];
}

/** A button under a message: it tells the bot `data`, or leads to `url`. */
export interface InlineButton {
  text: string;
  data: string | null;
  url: string | null;
}

const file = z.looseObject({
  file_id: z.string(),
  file_size: z.number().catch(0),
  file_name: z.string().optional(),
});
const body = z.looseObject({
  date: z.number(),
  edit_date: z.number().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(file).optional(),
  voice: file.optional(),
  document: file.optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  contact: z
    .looseObject({ phone_number: z.string(), first_name: z.string(), last_name: z.string().optional() })
    .optional(),
});
const inline = z.looseObject({
  inline_keyboard: z.array(
    z.array(
      z.looseObject({ text: z.string(), callback_data: z.string().optional(), url: z.string().optional() }),
    ),
  ),
});

/** @param undelivered ids of the updates the bot has not taken yet. */
export function toBubble(message: StoredMessage, undelivered: ReadonlySet<number>): Bubble {
  const said = body.parse(message.body);
  const { contact } = said;
  return {
    id: message.messageId,
    from: message.outgoing ? 'bot' : 'person',
    at: said.date * 1000,
    edited: said.edit_date !== undefined,
    delivered: message.updateId === null || !undelivered.has(message.updateId),
    text: said.text ?? said.caption ?? null,
    file: fileOf(said),
    location: said.location ?? null,
    contact: contact
      ? {
          phone: contact.phone_number,
          name: [contact.first_name, contact.last_name].filter(Boolean).join(' '),
        }
      : null,
    buttons: buttonsOf(message.body.reply_markup),
  };
}

function fileOf(said: z.output<typeof body>): Bubble['file'] {
  const photo = said.photo?.at(-1);
  const found = (
    [
      ['photo', photo],
      ['voice', said.voice],
      ['document', said.document],
    ] as const
  ).find(([, each]) => each !== undefined);
  if (!found?.[1]) return null;
  const [kind, { file_id: id, file_size: size, file_name: name = null }] = found;
  return { kind, id, name, size };
}

function buttonsOf(given: unknown): InlineButton[][] {
  const parsed = inline.safeParse(given);
  if (!parsed.success) return [];
  return parsed.data.inline_keyboard.map((row) =>
    row.map(({ text, callback_data = null, url = null }) => ({ text, data: callback_data, url })),
  );
}
