// @ts-check
// Who one is: the number the page plays, and what the sandbox knows of him.
import { byId } from './dom.js';
import { language } from './settings.js';
import { phoneOf } from './words.js';

/**
 * @typedef {object} Subscriber
 * @property {number} id in Telegram
 * @property {string} number digits, or `anonymous`
 * @property {string | null} phone E.164
 * @property {string} firstName
 * @property {string} lastName
 * @property {boolean} phoneOff
 * @property {boolean} blocked
 */

const REMEMBERED = 'sandbox.number';
const FIRST = '+79160000001';
const form = byId('customer-form', HTMLFormElement);
const field = byId('number', HTMLInputElement);
const error = byId('number-error', HTMLElement);
const name = byId('customer-name', HTMLElement);
const avatar = byId('customer-avatar', HTMLElement);
const hint = name.textContent;

/** Dispatches `change` when somebody else is played. */
export const customer = Object.assign(new EventTarget(), {
  /** E.164, or `anonymous`. */
  number: FIRST,
});

/** Begins with the number of the address, or the last one played. */
export function startCustomer() {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    choose(field.value);
  });
  field.addEventListener('change', () => choose(field.value));
  for (const pick of picks()) pick.addEventListener('click', () => choose(pick.dataset.number ?? ''));
  const asked = new URL(location.href).searchParams.get('as');
  const remembered = localStorage.getItem(REMEMBERED);
  customer.number = read(asked ?? '') ?? read(remembered ?? '') ?? FIRST;
  show();
}

/** Where the sandbox keeps him. */
export function addressOf(/** @type {string} */ number) {
  return `/sandbox/subscribers/${encodeURIComponent(number)}`;
}

/** Makes him known to the sandbox, or changes him. @throws when it does not answer */
export async function keep(/** @type {string} */ number, /** @type {object} */ changes = {}) {
  const response = await fetch(addressOf(number), {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ languageCode: language, ...changes }),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
}

/** Shows his name. */
export function showName(/** @type {Subscriber} */ { firstName, lastName }) {
  const known = lastName !== '';
  name.textContent = known ? `${firstName} ${lastName}` : firstName;
  avatar.classList.toggle('known', known);
  if (known) avatar.textContent = firstName.slice(0, 1) + lastName.slice(0, 1);
  else avatar.replaceChildren(...personIcon.map((node) => node.cloneNode(true)));
}

const personIcon = [...avatar.childNodes].map((node) => node.cloneNode(true));

function choose(/** @type {string} */ text) {
  const number = read(text);
  error.hidden = number !== null;
  field.toggleAttribute('aria-invalid', false);
  if (number === null) {
    field.setAttribute('aria-invalid', 'true');
    return;
  }
  field.removeAttribute('aria-invalid');
  const changed = number !== customer.number;
  customer.number = number;
  localStorage.setItem(REMEMBERED, number);
  show();
  if (changed) customer.dispatchEvent(new Event('change'));
}

function show() {
  const { number } = customer;
  field.value = number === 'anonymous' ? '' : phoneOf(number);
  name.textContent = hint;
  for (const pick of picks()) pick.setAttribute('aria-pressed', String(pick.dataset.number === number));
}

/** E.164 of what a person typed; Russian numbers may go without their country. Null where it is no number. */
function read(/** @type {string} */ text) {
  if (text.trim() === 'anonymous') return 'anonymous';
  const digits = text.replace(/\D/g, '');
  if (/[^\d\s()+.\-–]/.test(text) || digits === '' || digits.length > 15) return null;
  if (/^8\d{10}$/.test(digits) && !text.trim().startsWith('+')) return `+7${digits.slice(1)}`;
  return /^9\d{9}$/.test(digits) ? `+7${digits}` : `+${digits}`;
}

function picks() {
  return /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('.pick'));
}
