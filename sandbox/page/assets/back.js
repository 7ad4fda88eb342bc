// @ts-check
// What came back: messages to the customer, mail to the supervisors.
import { customer } from './customer.js';
import { byId, el, icon, renew } from './dom.js';
import { onSeen } from './live.js';
import { say, texts } from './settings.js';
import { timeOf } from './words.js';

/** @typedef {{ key: string, channel: string, at: number, title: string, text: string, note: string }} Item */

const SHOWN = 30;
const toCustomer = byId('back-customer', HTMLUListElement);
const mails = byId('back-mail', HTMLUListElement);

export function startBack() {
  customer.addEventListener('change', () => toCustomer.replaceChildren());
  onSeen(({ sms, chat, mail }) => {
    showAll(
      toCustomer,
      [
        ...sms.map(ofSms),
        ...chat.bubbles
          .filter(({ from }) => from === 'bot')
          .map(ofBubble)
          .reverse(),
      ],
      texts.backEmpty,
    );
    showAll(mails, mail.map(ofMail), texts.mailEmpty);
  });
}

function showAll(
  /** @type {HTMLElement} */ list,
  /** @type {Item[]} */ items,
  /** @type {string | undefined} */ nothing,
) {
  const newest = items.sort((one, other) => other.at - one.at).slice(0, SHOWN);
  if (newest.length > 0) renew(list, newest, ({ key }) => key, itemOf);
  else if (!list.querySelector('.empty')) list.replaceChildren(el('li', { class: 'empty' }, nothing));
}

/** @returns {Item} */
function ofSms(/** @type {import('./live.js').Sent} */ { id, text, at, receipt }) {
  const note = receipt === 2 ? texts.undelivered : receipt === 1 ? texts.received : texts.underWay;
  return { key: `sms-${id}`, channel: 'sms', at: Date.parse(at), title: 'SMS', text, note: note ?? '' };
}

/** @returns {Item} */
function ofBubble(/** @type {import('./live.js').Bubble} */ { id, text, at, edited }) {
  const note = edited ? (texts.edited ?? '') : '';
  return { key: `telegram-${id}`, channel: 'telegram', at, title: 'Telegram', text: text ?? '', note };
}

/** @returns {Item} */
function ofMail(/** @type {import('./live.js').Sent} */ { id, to, subject, text, at }) {
  const note = say('mailTo', { to });
  return { key: `mail-${id}`, channel: 'mail', at: Date.parse(at), title: subject ?? '', text, note };
}

function itemOf(/** @type {Item} */ { channel, at, title, text, note }) {
  return el(
    'li',
    { class: `back-item back-${channel}` },
    el(
      'details',
      {},
      el(
        'summary',
        {},
        el('span', { class: 'back-top' }, icon(channel), el('b', {}, title), el('time', {}, timeOf(at))),
        el('span', { class: 'back-text' }, text),
        note !== '' && el('span', { class: 'back-note' }, note),
      ),
    ),
  );
}
