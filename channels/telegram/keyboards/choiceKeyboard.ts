import { InlineKeyboard } from 'grammy';
import type { Choice } from '../../../core/channel.ts';

/** What Telegram takes as `callback_data`, in bytes of UTF-8. */
const MAX_ID_BYTES = 64;
/** What Telegram takes under one message. */
const MAX_BUTTONS = 100;
/** Labels up to these lengths stand side by side on a telephone. */
const STARS = { longest: 5, columns: 5 };
const SHORT = { longest: 18, columns: 2 };

/**
 * Buttons to pick one of several answers with; a press comes back with the choice's id.
 * @param choices in the order they are shown; those whose id Telegram would not take are left out.
 * @returns undefined where none is left.
 * @see https://core.telegram.org/bots/api#inlinekeyboardbutton
 */
export function choiceKeyboard(choices: Choice[]): InlineKeyboard | undefined {
  const taken = choices.filter(({ id, label }) => fits(id) && label.trim() !== '').slice(0, MAX_BUTTONS);
  if (taken.length === 0) return undefined;
  const buttons = taken.map(({ id, label }) => InlineKeyboard.text(label, id));
  return InlineKeyboard.from([buttons]).toFlowed(columnsFor(taken));
}

function fits(id: string): boolean {
  return id !== '' && Buffer.byteLength(id) <= MAX_ID_BYTES;
}

function columnsFor(choices: Choice[]): number {
  const longest = Math.max(...choices.map(({ label }) => [...label].length));
  return [STARS, SHORT].find((layout) => longest <= layout.longest)?.columns ?? 1;
}
