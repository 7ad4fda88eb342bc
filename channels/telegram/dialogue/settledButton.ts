import { InlineKeyboard } from 'grammy';
import { z } from 'zod';

/** `callback_data` of a button that only shows what was chosen. */
const SETTLED = 'settled';

const markup = z.object({
  reply_markup: z.object({
    inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional() }))),
  }),
});

/** Whether a pressed button only shows what was chosen. @param data its `callback_data`. */
export function isSettled(data: string): boolean {
  return data === SETTLED;
}

/**
 * The keyboard that replaces one whose button was pressed: the answer alone, marked.
 * @param message the message the button stands under.
 * @param data the pressed button's `callback_data`.
 * @returns undefined, which removes the keyboard, where the button is not found.
 */
export function settledKeyboard(message: unknown, data: string): InlineKeyboard | undefined {
  const rows = markup.safeParse(message).data?.reply_markup.inline_keyboard ?? [];
  const pressed = rows.flat().find((button) => button.callback_data === data);
  return pressed && new InlineKeyboard().text(`✓ ${pressed.text}`, SETTLED);
}
