import type { Subscriber } from '../subscribers/store.ts';

/** The bot itself, as `getMe` and the messages it sends tell it. */
export function botUser(id: number) {
  return { id, is_bot: true, first_name: 'HELPDesk', username: 'helpdesk_sandbox_bot' };
}

/** A person, as the messages he sends tell him. */
export function personUser(person: Subscriber) {
  return { ...names(person), is_bot: false, language_code: person.languageCode };
}

/** His private chat with the bot. */
export function privateChat(person: Subscriber) {
  return { ...names(person), type: 'private' };
}

/** The chat a bot names: a number, or the name of a public group. Nobody here tells more about it than that. */
export function chatOf(chatId: string) {
  if (!/^-?\d+$/.test(chatId)) {
    return { id: -1, type: 'supergroup', title: 'Клиенты', username: chatId.replace(/^@/, '') };
  }
  const isPrivate = !chatId.startsWith('-');
  const name = isPrivate
    ? { type: 'private', first_name: 'Клиент' }
    : { type: 'supergroup', title: 'Клиенты' };
  return { id: Number(chatId), ...name };
}

/** Seconds since 1970, as the Bot API counts time. */
export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}

function names({ id, firstName, lastName }: Subscriber) {
  return { id, first_name: firstName, ...(lastName !== '' && { last_name: lastName }) };
}
