// @ts-check
// Looks every moment what came to the customer, and tells the panels.
import { addressOf, customer, keep } from './customer.js';
import { byId } from './dom.js';

/** @typedef {import('./customer.js').Subscriber} Subscriber */
/** @typedef {{ id: string, channel: string, to: string, text: string, subject?: string, at: string, receipt?: 1 | 2 }} Sent */
/** @typedef {{ text: string, data: string | null, url: string | null }} InlineButton */
/**
 * @typedef {object} Bubble
 * @property {number} id
 * @property {'bot' | 'person'} from
 * @property {number} at
 * @property {boolean} edited
 * @property {boolean} delivered
 * @property {string | null} text
 * @property {{ kind: 'photo' | 'voice' | 'document', id: string, name: string | null, size: number } | null} file
 * @property {{ latitude: number, longitude: number } | null} location
 * @property {{ phone: string, name: string } | null} contact
 * @property {InlineButton[][]} buttons
 */
/**
 * @typedef {object} Chat
 * @property {'webhook' | 'polling' | 'away'} bot
 * @property {{ command: string, description: string }[]} commands
 * @property {{ text: string, shares: 'contact' | 'location' | null }[][] | null} keyboard
 * @property {Bubble[]} bubbles
 * @property {{ id: string, messageId: number, data: string, answer: { text: string, alert: boolean } | null } | null} press
 */
/** @typedef {{ subscriber: Subscriber, sms: Sent[], chat: Chat, mail: Sent[] }} Seen */

const EVERY_MS = 1500;
const LONGEST_MS = 10_000;
const state = byId('live', HTMLElement);
/** @type {((seen: Seen) => void)[]} */
const listeners = [];
let failures = 0;
let timer = 0;
let turn = 0;
/** The number the sandbox was told of last. */
let kept = '';

/** Calls `listener` with all that is to be seen, again and again. */
export function onSeen(/** @type {(seen: Seen) => void} */ listener) {
  listeners.push(listener);
}

/** Looks now, and goes on looking. */
export async function look() {
  clearTimeout(timer);
  turn += 1;
  const own = turn;
  const { number } = customer;
  const seen = await fetchSeen(number);
  // Somebody else is played by now, or a later look is under way.
  if (own !== turn || number !== customer.number) return;
  failures = seen ? 0 : failures + 1;
  state.toggleAttribute('data-lost', !seen);
  if (seen) for (const listener of listeners) listener(seen);
  timer = setTimeout(() => document.hidden || look(), Math.min(EVERY_MS * 2 ** failures, LONGEST_MS));
}

export function startLive() {
  customer.addEventListener('change', () => void look());
  document.addEventListener('visibilitychange', () => document.hidden || look());
  return look();
}

/** @returns {Promise<Seen | null>} null while the sandbox does not answer */
async function fetchSeen(/** @type {string} */ number) {
  try {
    if (kept !== number) await keep(number);
    kept = number;
    const response = await fetch(addressOf(number));
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
