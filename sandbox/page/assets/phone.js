// @ts-check
// The telephone: what the operator's PBX tells the house while a call goes on.
import { customer } from './customer.js';
import { byId, complain } from './dom.js';
import { send } from './journal.js';
import { jsonRequest } from './request.js';
import { say, secrets, texts } from './settings.js';
import { durationOf, freshId, phoneOf } from './words.js';

/** The number the operator is called at. */
const LINE = '74950000000';
const display = byId('call', HTMLElement);
const stateText = byId('call-state', HTMLElement);
const time = byId('call-time', HTMLElement);
const note = byId('call-note', HTMLElement);
const error = byId('call-error', HTMLElement);
const queue = byId('queue', HTMLSelectElement);
const agent = byId('agent', HTMLSelectElement);
const dialButton = byId('dial', HTMLButtonElement);
const answerButton = byId('answer', HTMLButtonElement);
const noAnswerButton = byId('no-answer', HTMLButtonElement);
const hangUpButton = byId('hang-up', HTMLButtonElement);

/** @type {'idle' | 'ringing' | 'answered' | 'ended'} */
let phase = 'idle';
/** The call under way; it stays the caller's own when somebody else is played meanwhile. */
let call = newCall();
let since = 0;
let outcome = '';
let ticking = 0;

export function startPhone() {
  dialButton.addEventListener('click', () => void dial());
  answerButton.addEventListener('click', () => void answer());
  hangUpButton.addEventListener('click', () => void end(phase === 'answered' ? 'normalClearing' : 'cancel'));
  noAnswerButton.addEventListener('click', () => void end('noAnswer'));
  customer.addEventListener('change', () => {
    if (phase === 'ended') phase = 'idle';
    call = phase === 'idle' ? newCall() : call;
    show();
  });
  show();
}

async function dial() {
  call = { ...call, from: customer.number, queue: queue.value };
  // It rings at the chosen agent's: his console shows who calls before he picks up.
  if (!(await tell('newCall', agent.value ? { user: [agent.value] } : {}))) return;
  enter('ringing');
  answerButton.focus();
}

async function answer() {
  const chosen = agent.selectedOptions[0];
  const user = chosen?.dataset.name ?? '';
  call = { ...call, agent: { name: user, extension: agent.value } };
  if (!(await tell('answer', { user, answeringNumber: agent.value }))) return;
  enter('answered');
  hangUpButton.focus();
}

async function end(/** @type {string} */ cause) {
  const talked = phase === 'answered' ? { answeringNumber: call.agent?.extension } : {};
  if (!(await tell('hangup', { cause, ...talked }))) return;
  outcome =
    phase === 'answered' ? `${texts.ended} · ${durationOf(Date.now() - since)}` : (texts.missed ?? '');
  enter('ended');
  dialButton.focus();
}

/** @returns whether the house took it; if not, the same may be sent again */
async function tell(/** @type {string} */ event, /** @type {object} */ more) {
  const { callId, from, queue: inQueue } = call;
  const body = { event, callId, direction: 'in', from, to: LINE, queue: inQueue, ...more };
  busy(true);
  const result = await send(
    jsonRequest(`${texts.call} · ${event}`, 'POST', `/channels/cti/${secrets.cti}`, body),
  );
  busy(false);
  const complaint = result.status === null ? texts.noAnswerAt : say('failure', { status: result.status });
  complain(error, result.ok ? null : (complaint ?? ''));
  return result.ok;
}

function enter(/** @type {typeof phase} */ next) {
  phase = next;
  since = Date.now();
  clearInterval(ticking);
  if (next === 'ringing' || next === 'answered') ticking = setInterval(showTime, 1000);
  show();
  if (next === 'ended') call = newCall();
}

function show() {
  display.dataset.phase = phase;
  const states = { idle: texts.idle, ringing: texts.ringing, answered: texts.talking, ended: outcome };
  stateText.textContent = states[phase] ?? '';
  const caller = phase === 'idle' ? customer.number : call.from;
  const from = caller === 'anonymous' ? texts.hidden : say('from', { number: phoneOf(caller) });
  const who = call.agent && say('withAgent', { agent: call.agent.name, extension: call.agent.extension });
  const where = say('queueAt', { queue: call.queue });
  const told = { idle: from, ringing: `${from} · ${where}`, answered: who, ended: who || where };
  note.textContent = told[phase] ?? '';
  for (const part of document.querySelectorAll('#phone [data-when]')) {
    part.toggleAttribute('hidden', !part.getAttribute('data-when')?.split(' ').includes(phase));
  }
  showTime();
}

function showTime() {
  time.textContent = phase === 'ringing' || phase === 'answered' ? durationOf(Date.now() - since) : '';
}

function busy(/** @type {boolean} */ on) {
  for (const button of [dialButton, answerButton, noAnswerButton, hangUpButton]) button.disabled = on;
}

/** @returns {{ callId: string, from: string, queue: string, agent: { name: string, extension: string } | null }} */
function newCall() {
  return { callId: freshId('call'), from: '', queue: '', agent: null };
}
