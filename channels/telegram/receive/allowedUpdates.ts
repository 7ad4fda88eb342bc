/**
 * The kinds of updates Telegram is to deliver; the rest would be ignored.
 * @see https://core.telegram.org/bots/api#update
 */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query'] as const;
