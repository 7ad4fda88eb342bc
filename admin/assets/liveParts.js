// @ts-check
// Parts of a page that are always true: each [data-live] is fetched anew when a change concerns it, never under the
// hands of somebody who types in it, and without moving what the pointer is on.

import { isFilledIn, keepForms, putBackTyped } from './keptForms.js';

/** @typedef {import('./live.js').Change} Change */

/** At once, then no more often than that; the last change is never lost. Milliseconds. */
const APART_MS = 500;
/** While the line holds, what is shown is only refreshed for the ages in it. Milliseconds. */
const REFRESH_MS = 55_000;
/** A line that comes back at once is not worth a word. Milliseconds. */
const PATIENCE_MS = 4_000;
/**
 * Parts that every page has are fetched between then and so much later: what the server remembers of a second before
 * is no older than the change. Milliseconds.
 */
const SPREAD_FROM_MS = 1_000;
const SPREAD_MS = 3_000;

const OPEN = 'dialog[open], details[open][name="menu"], [data-busy]';

/** @type {WeakMap<Element, { fetchedAt: number, isBehind: boolean, timer: number | undefined }>} */
const states = new WeakMap();
/** @type {{ id: string, top: number, place: string } | undefined} */
let held;
/** @type {number | undefined} */
let lineTimer;
let isLineOn = true;
let isLost = false;

function stateOf(/** @type {Element} */ part) {
  const state = states.get(part) ?? { fetchedAt: -Infinity, isBehind: false, timer: undefined };
  states.set(part, state);
  return state;
}

function parts() {
  return document.querySelectorAll('[data-live]');
}

/** @returns {boolean} */
function concerns(/** @type {Element} */ part, /** @type {Change} */ change) {
  if (!(part instanceof HTMLElement) || change.type === 'pop' || change.type === 'presence') return false;
  const { live = '', liveOf } = part.dataset;
  if (liveOf && ![change.requestId, change.incidentId, change.subject].includes(liveOf)) return false;
  const topics = live.split(' ').filter(Boolean);
  return topics.length === 0 || topics.some((each) => `${change.type}.`.startsWith(`${each}.`));
}

/** What a person is at work on is never taken from under his hands; a form that is kept keeps nothing else back. */
function isInUse(/** @type {Element} */ part) {
  if (part.matches('[data-busy]') || part.querySelector(OPEN)) return true;
  return isFilledIn(part, (field) => field.closest('[data-keep]') === null);
}

/** Fetches a part when that may be: nobody sees a hidden tab, and what is in use waits until it is left. */
function refresh(/** @type {Element} */ part, /** @type {boolean} */ isDue = false) {
  const state = stateOf(part);
  state.isBehind = true;
  if (!part.hasAttribute('data-htmx-powered')) return;
  if (document.hidden || isInUse(part) || state.timer !== undefined) return;
  const dueMs = state.fetchedAt + Math.max(APART_MS, paceOf(part)) - performance.now();
  // What every open page has is not fetched by all of them at once.
  const isSpread = !isDue && part.hasAttribute('data-live-spread');
  const waitMs = isSpread ? Math.max(dueMs, SPREAD_FROM_MS + Math.random() * SPREAD_MS) : dueMs;
  if (waitMs > 0) {
    state.timer = window.setTimeout(() => {
      state.timer = undefined;
      if (part.isConnected) refresh(part, true);
    }, waitMs);
    return;
  }
  state.isBehind = false;
  part.dispatchEvent(new CustomEvent('live'));
}

/** @returns {number} how calmly a part is to be refreshed, in milliseconds: what is dear to read says so. */
function paceOf(/** @type {Element} */ part) {
  return Number(part.getAttribute('data-live-pace') ?? 0) * 1000;
}

function catchUp() {
  for (const part of parts()) if (stateOf(part).isBehind) refresh(part);
}

document.addEventListener('helpdesk:change', (event) => {
  const change = /** @type {CustomEvent<Change>} */ (event).detail;
  for (const part of parts()) if (concerns(part, change)) refresh(part);
});
document.addEventListener('helpdesk:reset', () => {
  for (const part of parts()) refresh(part);
});
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  catchUp();
  for (const part of document.querySelectorAll('[hx-trigger^="every"]'))
    part.dispatchEvent(new CustomEvent('every'));
});
// What was in use is left: the focus moves on, a menu or a dialog closes, a drag ends.
// htmx has begun: before that it hears nothing.
for (const name of ['focusout', 'toggle', 'close', 'helpdesk:idle', 'htmx:after:init']) {
  document.addEventListener(name, () => setTimeout(catchUp), true);
}

document.addEventListener('htmx:config:request', (event) => {
  const { sourceElement: part, sourceEvent } = /** @type {CustomEvent} */ (event).detail.ctx;
  if (!part.matches?.('[data-live]')) {
    if (sourceEvent?.type === 'every' && document.hidden && !part.matches?.('[data-presence]'))
      event.preventDefault();
    return;
  }
  const state = stateOf(part);
  const ageMs = performance.now() - state.fetchedAt;
  const isDue = ageMs > paceOf(part) && (ageMs > REFRESH_MS || !isLineOn);
  if (sourceEvent?.type === 'every' && (document.hidden || !isDue || isInUse(part))) event.preventDefault();
  else state.fetchedAt = performance.now();
});

document.addEventListener('htmx:before:swap', (event) => {
  const part = /** @type {CustomEvent} */ (event).detail.ctx.sourceElement;
  if (!part?.matches?.('[data-live]')) return;
  // It came into use while the answer was on its way.
  if (isInUse(part) || !keepForms(part, /** @type {CustomEvent} */ (event).detail.ctx.text)) {
    stateOf(part).isBehind = true;
    event.preventDefault();
  } else hold(part);
});

/** Remembers where the row under the pointer is, or the one that has the focus. */
function hold(/** @type {Element} */ part) {
  const under = [...part.querySelectorAll(':hover')].at(-1);
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const row = (under ?? focused)?.closest('[id]');
  held =
    row && row !== part && part.contains(row)
      ? { id: row.id, top: row.getBoundingClientRect().top, place: placeOf(row) }
      : undefined;
}

/** In what an element lies: a card that went to another list is not followed there. @returns {string} */
function placeOf(/** @type {Element} */ element) {
  const around = element.parentElement?.closest('[id]');
  return around ? `${around.id} ${placeOf(around)}` : '';
}

/** Scrolls by as much as it was pushed: what appears above shifts nothing under the pointer. */
function putBack() {
  const row = held && document.getElementById(held.id);
  if (!held || !row) return;
  const pushed = row.getBoundingClientRect().top - held.top;
  const isElsewhere = placeOf(row) !== held.place;
  held = undefined;
  if (isElsewhere || Math.abs(pushed) < 1) return;
  let scroller = row.parentElement;
  while (scroller && !(scroller.scrollHeight > scroller.clientHeight && isScroller(scroller))) {
    scroller = scroller.parentElement;
  }
  (scroller ?? window).scrollBy({ top: pushed, behavior: 'instant' });
}

function isScroller(/** @type {Element} */ element) {
  return (
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowY) && element !== document.documentElement
  );
}

/** A page that cannot be kept true says so, and stops saying so as soon as it can. */
function showLost(/** @type {boolean} */ lost) {
  isLost = lost;
  for (const element of document.querySelectorAll('[data-live-state]')) {
    element.toggleAttribute('data-lost', lost);
  }
}
document.addEventListener('htmx:after:swap', (event) => {
  putBack();
  putBackTyped(/** @type {CustomEvent} */ (event).detail.ctx.sourceElement);
  // What was fetched is true for a moment only: while the line is broken nobody tells what comes after.
  showLost(isLost && !isLineOn);
});
for (const name of ['htmx:error', 'htmx:response:error']) {
  document.addEventListener(name, (event) => {
    const part = /** @type {CustomEvent} */ (event).detail.ctx?.sourceElement;
    if (!part?.matches?.('[data-live]')) return;
    stateOf(part).isBehind = true;
    showLost(true);
  });
}
document.addEventListener('helpdesk:line', (event) => {
  isLineOn = /** @type {CustomEvent<{ on: boolean }>} */ (event).detail.on;
  // Counted from the first failure: each try to mend it that fails is told anew.
  if (!isLineOn) {
    lineTimer ??= window.setTimeout(() => showLost(true), PATIENCE_MS);
    return;
  }
  clearTimeout(lineTimer);
  lineTimer = undefined;
  showLost(false);
  catchUp();
});
