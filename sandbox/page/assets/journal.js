// @ts-check
// The log of requests: each can be opened, copied as curl, and sent once more.
import { copy } from './copy.js';
import { byId, el } from './dom.js';
import { asCurl, asText, exchange, pretty } from './request.js';
import { say, texts } from './settings.js';
import { exactTimeOf } from './words.js';

/** @typedef {import('./request.js').Request} Request */
/** @typedef {import('./request.js').Answer} Answer */

const KEPT = 40;
const list = byId('journal', HTMLOListElement);
const empty = byId('journal-empty', HTMLElement);
const clear = byId('journal-clear', HTMLButtonElement);

clear.addEventListener('click', () => {
  list.replaceChildren();
  showState();
});

/** Sends a request and writes it down. Never throws. @returns {Promise<Answer>} */
export async function send(/** @type {Request} */ request) {
  const answer = await exchange(request);
  list.prepend(entry(request, answer));
  while (list.children.length > KEPT) list.lastElementChild?.remove();
  showState();
  return answer;
}

function showState() {
  empty.hidden = list.children.length > 0;
  clear.hidden = !empty.hidden;
}

function entry(/** @type {Request} */ request, /** @type {Answer} */ answer) {
  const { status, milliseconds } = answer;
  const summary = el(
    'summary',
    {},
    el('span', { class: 'journal-time' }, exactTimeOf(Date.now())),
    el('span', { class: `status ${statusClass(answer)}` }, String(status ?? texts.unreachable)),
    el('span', { class: 'method' }, request.method),
    el('code', { class: 'path' }, request.path),
    el('span', { class: 'journal-title' }, request.title),
    el('span', { class: 'took' }, say('milliseconds', { count: milliseconds })),
  );
  const body = el(
    'div',
    { class: 'exchange' },
    part(texts.request ?? '', asText(request)),
    part(texts.response ?? '', pretty(answer.text) || (texts.noBody ?? '')),
    el('div', { class: 'row' }, copyButton(request), repeatButton(request)),
  );
  return el('li', {}, el('details', {}, summary, body));
}

function part(/** @type {string} */ title, /** @type {string} */ text) {
  return el('div', { class: 'part' }, el('h3', {}, title), el('pre', { tabindex: 0 }, text));
}

function copyButton(/** @type {Request} */ request) {
  const button = el('button', { type: 'button', class: 'button small' }, texts.copyCurl);
  button.addEventListener('click', async () => {
    await copy(asCurl(request));
    button.textContent = texts.copied ?? '';
    setTimeout(() => {
      button.textContent = texts.copyCurl ?? '';
    }, 2000);
  });
  return button;
}

function repeatButton(/** @type {Request} */ request) {
  const title = request.title.endsWith(`(${texts.repeated})`)
    ? request.title
    : `${request.title} (${texts.repeated})`;
  const onclick = () => void send({ ...request, title });
  return el('button', { type: 'button', class: 'button small', onclick }, texts.repeat);
}

function statusClass(/** @type {Answer} */ { ok, status }) {
  if (ok) return 'good';
  return status !== null && status < 500 ? 'refused' : 'bad';
}
