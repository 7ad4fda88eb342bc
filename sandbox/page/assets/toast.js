// @ts-check
// What the bot says to a pressed button.
import { byId } from './dom.js';

const SHOWN_MS = 4000;
/** Telegram's apps wait no longer for the bot's answer. */
const WAITS_MS = 15_000;
const toast = byId('chat-toast', HTMLElement);
const text = byId('chat-toast-text', HTMLElement);
const close = byId('chat-toast-close', HTMLButtonElement);

/** Whose chat it is; a press that stood there when it was opened is old, and its answer is not said again. */
let person = 0;
let seen = '';
let answered = '';
let since = 0;
let hiding = 0;

close.addEventListener('click', () => {
  toast.hidden = true;
});

/**
 * Shows the bot's answer once.
 * @param {number} personId who chats
 * @param {import('./live.js').Chat['press']} press the last one of the chat
 * @returns the press that still waits for its answer
 */
export function showPress(personId, press) {
  if (personId !== person) {
    person = personId;
    answered = press?.answer ? press.id : '';
    toast.hidden = true;
  }
  if (!press) return null;
  if (press.id !== seen) {
    seen = press.id;
    since = Date.now();
  }
  if (!press.answer) return Date.now() - since < WAITS_MS ? press : null;
  if (answered === press.id) return null;
  answered = press.id;
  if (press.answer.text !== '') show(press.answer);
  return null;
}

function show(/** @type {{ text: string, alert: boolean }} */ answer) {
  clearTimeout(hiding);
  text.textContent = answer.text;
  toast.hidden = false;
  if (answer.alert) return close.focus();
  hiding = setTimeout(() => {
    toast.hidden = true;
  }, SHOWN_MS);
}
