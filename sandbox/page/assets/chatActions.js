// @ts-check
// What a person does in his Telegram app, sent to the sandbox's Telegram.
import { byId, complain } from './dom.js';
import { send } from './journal.js';
import { look } from './live.js';
import { jsonRequest } from './request.js';
import { say, texts } from './settings.js';

const error = byId('chat-error', HTMLElement);

/** Who chats. @type {{ current: import('./customer.js').Subscriber | null }} */
export const chatPerson = { current: null };

/**
 * Does something as the person. Never throws.
 * @param {'messages' | 'contact' | 'location' | 'press' | 'block' | 'photo' | 'voice' | 'document'} action
 * @param {object | FormData} body
 */
export async function actAs(action, body = {}) {
  const path = `/sandbox/telegram/people/${chatPerson.current?.id ?? 0}/${action}`;
  const method = action === 'block' ? 'PUT' : 'POST';
  const title = `Telegram · ${action}`;
  const answer = await send(
    body instanceof FormData ? { title, method, path, body } : jsonRequest(title, method, path, body),
  );
  const complaint = answer.status === null ? texts.unreachable : answer.status;
  complainOfChat(answer.ok ? null : say('refused', { status: complaint }));
  await look();
  return answer;
}

/** Says above the composer what went wrong; null takes it away. */
export function complainOfChat(/** @type {string | null} */ text) {
  complain(error, text);
}
