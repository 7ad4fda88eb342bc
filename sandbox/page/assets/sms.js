// @ts-check
// Text messages: what the customer wrote goes to the house as Kannel would pass it on; what he was sent comes back.

import { composer } from './composer.js';
import { addressOf, customer } from './customer.js';
import { byId, el, followThread, icon, renew } from './dom.js';
import { send } from './journal.js';
import { look, onSeen } from './live.js';
import { jsonRequest } from './request.js';
import { language, secrets, texts } from './settings.js';
import { freshId, timeOf } from './words.js';

/** @typedef {{ id: string, text: string, at: number, state: 'sending' | 'taken' | 'failed' }} Written */

/** The short number customers write to. */
const SHORT_NUMBER = '1234';
const KEPT = 50;
const thread = byId('sms-thread', HTMLElement);
const form = byId('sms-form', HTMLFormElement);
const field = byId('sms-text', HTMLTextAreaElement);
const off = byId('phone-off', HTMLInputElement);
const writing = composer(form, field);
const renewThread = followThread(thread);

/** What he was sent, as last seen. @type {import('./live.js').Sent[]} */
let received = [];

export function startSms() {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = writing.take();
    if (text !== '') void write({ id: freshId('sms'), text, at: Date.now(), state: 'sending' });
  });
  off.addEventListener('change', () => void switchOff(off.checked));
  customer.addEventListener('change', () => {
    received = [];
    show();
  });
  onSeen(({ subscriber, sms }) => {
    received = sms;
    off.checked = subscriber.phoneOff;
    show();
  });
  show();
}

async function write(/** @type {Written} */ sms) {
  const { number } = customer;
  remember(number, { ...sms, state: 'sending' });
  const fields = {
    id: sms.id,
    from: number,
    to: SHORT_NUMBER,
    smsc: 'sandbox',
    charset: 'UTF-8',
    text: sms.text,
  };
  const answer = await send({
    title: 'SMS',
    method: 'POST',
    path: '/channels/sms/kannel',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Gateway-Token': secrets.sms },
    body: new URLSearchParams(fields).toString(),
  });
  remember(number, { ...sms, state: answer.ok ? 'taken' : 'failed' });
  void look();
}

async function switchOff(/** @type {boolean} */ phoneOff) {
  const body = { phoneOff, languageCode: language };
  await send(jsonRequest('SMS', 'PUT', addressOf(customer.number), body));
  void look();
}

function show() {
  const anonymous = customer.number === 'anonymous';
  for (const control of form.elements) control.toggleAttribute('disabled', anonymous);
  off.disabled = anonymous;
  const items = anonymous ? [] : both();
  renewThread(() => {
    if (items.length > 0) renew(thread, items, ({ key }) => key, bubble);
    else thread.replaceChildren(el('p', { class: 'empty' }, anonymous ? texts.smsAnonymous : texts.smsEmpty));
  });
}

/** Written and received in the order of their time. */
function both() {
  const mine = written(customer.number).map((sms) => ({ key: sms.id, own: true, ...sms, receipt: 0 }));
  const theirs = received.map(({ id, text, at, receipt = 0 }) => {
    return { key: `in-${id}`, own: false, id, text, at: Date.parse(at), state: '', receipt };
  });
  return [...mine, ...theirs].sort((one, other) => one.at - other.at);
}

function bubble(/** @type {ReturnType<typeof both>[number]} */ sms) {
  const failed = sms.state === 'failed';
  const onclick = () => void write({ id: sms.id, text: sms.text, at: sms.at, state: 'sending' });
  return el(
    'article',
    { class: `bubble ${sms.own ? 'own' : 'theirs'}${failed || sms.receipt === 2 ? ' failed' : ''}` },
    el('p', { class: 'bubble-text' }, sms.text),
    el(
      'p',
      { class: 'bubble-meta' },
      failed && icon('alert'),
      sms.own
        ? (texts[sms.state] ?? '')
        : ([texts.underWay, texts.received, texts.undelivered][sms.receipt] ?? ''),
      ' · ',
      el('time', {}, timeOf(sms.at)),
    ),
    failed && el('button', { type: 'button', class: 'button small', onclick }, texts.retry),
  );
}

/** @returns {Written[]} what he wrote in this browser */
function written(/** @type {string} */ number) {
  try {
    return JSON.parse(localStorage.getItem(`sandbox.sms.${number}`) ?? '[]');
  } catch {
    return [];
  }
}

function remember(/** @type {string} */ number, /** @type {Written} */ sms) {
  const others = written(number).filter(({ id }) => id !== sms.id);
  localStorage.setItem(`sandbox.sms.${number}`, JSON.stringify([...others, sms].slice(-KEPT)));
  show();
}
