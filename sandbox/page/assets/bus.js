// @ts-check
// An event another system puts on the bus: a CloudEvent in structured mode.
import { customer } from './customer.js';
import { byId, complain } from './dom.js';
import { send } from './journal.js';
import { look } from './live.js';
import { say, secrets, texts } from './settings.js';
import { freshId } from './words.js';

const form = byId('bus-form', HTMLFormElement);
const phone = byId('bus-phone', HTMLInputElement);
const service = byId('bus-service', HTMLSelectElement);
const text = byId('bus-text', HTMLTextAreaElement);
const error = byId('bus-error', HTMLElement);
const preview = byId('bus-preview', HTMLElement);
const event = byId('bus-event', HTMLDetailsElement);
const button = /** @type {HTMLButtonElement} */ (form.querySelector('button[type=submit]'));

/** Stays the same until the event is taken: a repeat doubles nothing. */
let id = freshId('evt');

export function startBus() {
  form.addEventListener('input', show);
  form.addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    void publish();
  });
  customer.addEventListener('change', takeNumber);
  // Where there is room for it, it is there to be read.
  event.open = matchMedia('(min-width: 80rem)').matches;
  takeNumber();
}

async function publish() {
  const missing = [phone, text].filter((field) => field.value.trim() === '');
  for (const field of [phone, text]) field.setAttribute('aria-invalid', String(missing.includes(field)));
  complain(error, missing.length > 0 ? (texts.busEmpty ?? '') : null);
  if (missing[0]) return missing[0].focus();
  button.disabled = true;
  const answer = await send({
    title: 'CloudEvent',
    method: 'POST',
    path: '/channels/esb/events',
    headers: { 'Content-Type': 'application/cloudevents+json', Authorization: `Bearer ${secrets.esb}` },
    body: JSON.stringify(cloudEvent()),
  });
  button.disabled = false;
  const complaint = answer.status === null ? texts.noAnswerAt : say('failure', { status: answer.status });
  complain(error, answer.ok ? null : (complaint ?? ''));
  if (!answer.ok) return;
  id = freshId('evt');
  show();
  void look();
}

/** @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md */
function cloudEvent() {
  return {
    specversion: '1.0',
    id,
    source: '/billing',
    type: 'helpdesk.contact.v1',
    datacontenttype: 'application/json',
    data: {
      phone: phone.value.trim(),
      text: text.value.trim(),
      ...(service.value !== '' && { serviceId: service.value }),
    },
  };
}

function takeNumber() {
  phone.value = customer.number;
  show();
}

function show() {
  preview.textContent = JSON.stringify(cloudEvent(), null, 2);
}
