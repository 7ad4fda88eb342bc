// @ts-check
// The board: cards are dragged along the ways their process allows, moved and taken by keys, and what is done is shown
// at once. Everything here is a form or a link too: without this script the board works, more slowly.

import { putFocus, remember } from './boardFocus.js';
import { accepts, columnOf, laneOf, stepsTo } from './boardWays.js';

/**
 * @typedef {object} Swap
 * @property {string} text
 * @property {Element} target
 * @property {string} swap
 * @property {Element} sourceElement
 */
const { Sortable, htmx } =
  /** @type {{ Sortable: typeof import('sortablejs'), htmx: { swap(ctx: Swap): Promise<void> } }} */ (
    /** @type {unknown} */ (globalThis)
  );

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('board-dialog'));
const dialogBody = /** @type {HTMLElement} */ (document.getElementById('board-dialog-body'));
const alertPlace = /** @type {HTMLElement} */ (document.getElementById('board-alert'));

/** Puts a card that is being decided about back where it came from. @type {(() => void) | undefined} */
let takeBack;
/** The answer to a refresh asked for before this change is older than what is shown. */
let changes = 0;

function board() {
  return /** @type {HTMLElement} */ (document.getElementById('board'));
}

/** While a card is in somebody's hand, what comes in waits (see liveParts.js). */
function setBusy(/** @type {boolean} */ busy) {
  board().toggleAttribute('data-busy', busy);
  if (!busy) document.dispatchEvent(new CustomEvent('helpdesk:idle'));
}

// --- dragging

function wire() {
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-list]'))) {
    if (Sortable.get(list)) continue;
    Sortable.create(list, {
      group: { name: 'board', put: (to, from, card) => accepts(to.el, from.el, card) },
      draggable: '[data-card]',
      filter: '.board-act',
      preventOnFilter: false,
      sort: false,
      forceFallback: true,
      fallbackOnBody: true,
      fallbackTolerance: 4,
      // A finger that moves at once scrolls; one that rests lifts the card.
      delay: 220,
      delayOnTouchOnly: true,
      touchStartThreshold: 6,
      // As wide as a fingertip: what is held there brings the next column in.
      scrollSensitivity: 48,
      animation: 120,
      chosenClass: 'board-chosen',
      ghostClass: 'board-ghost',
      fallbackClass: 'board-flying',
      onChoose: () => setBusy(true),
      onUnchoose: () => setBusy(false),
      onStart: ({ from, item }) => lift(from, item),
      onEnd: (event) => drop(event.from, listUnder(event), event.item),
    });
  }
}

/**
 * The list a card is let go over, or its own where it may not go there: the pointer says what is meant, for over what
 * it may not enter a card lies still in the last list that let it in.
 */
function listUnder(/** @type {import('sortablejs').SortableEvent} */ event) {
  const { originalEvent } = /** @type {{ originalEvent?: MouseEvent & Partial<TouchEvent> }} */ (
    /** @type {unknown} */ (event)
  );
  const at = originalEvent?.changedTouches?.[0] ?? originalEvent;
  if (at?.clientX === undefined) return event.to;
  const under = document.elementsFromPoint(at.clientX, at.clientY);
  const column = under.map((each) => each.closest('[data-column]')).find((each) => each !== null);
  const list = /** @type {HTMLElement | null | undefined} */ (column?.querySelector('[data-list]'));
  return list && accepts(list, event.from, event.item) ? list : event.from;
}

// A long press on a link would open the browser's menu and end the drag.
document.addEventListener('contextmenu', (event) => {
  if (document.querySelector('.board-chosen')) event.preventDefault();
});

function lift(/** @type {HTMLElement} */ from, /** @type {HTMLElement} */ card) {
  const next = card.nextSibling;
  takeBack = () => from.insertBefore(card, next?.parentNode === from ? next : null);
  document.documentElement.classList.add('board-dragging');
  for (const list of document.querySelectorAll('[data-list]')) {
    const open = list === from || accepts(list, from, card);
    list.closest('[data-column]')?.classList.add(open ? 'board-open' : 'board-shut');
  }
}

function drop(
  /** @type {HTMLElement} */ from,
  /** @type {HTMLElement} */ to,
  /** @type {HTMLElement} */ card,
) {
  document.documentElement.classList.remove('board-dragging');
  for (const each of document.querySelectorAll('.board-open, .board-shut')) {
    each.classList.remove('board-open', 'board-shut');
  }
  // The press that ends the drag is no click on the card.
  document.addEventListener('click', refuse, true);
  setTimeout(() => document.removeEventListener('click', refuse, true));
  if (from === to) return settle();
  setBusy(true);
  if (card.parentElement !== to) to.append(card);
  const [lane, column] = [laneOf(to), columnOf(to)];
  const [step, ...others] = stepsTo(card, column);
  remember(card);
  if (lane.id !== laneOf(from).id) {
    const target = lane.kind === 'group' ? 'workGroupId' : 'assigneeId';
    send(addressOf(card, 'transfer'), { [target]: lane.id, fromAssignee: card.dataset.assignee ?? '' });
  } else if (step !== undefined && others.length === 0 && column !== 'DONE') {
    send(addressOf(card, 'move'), { step, fromStep: card.dataset.from ?? '' });
  } else ask(`${addressOf(card, 'move')}&to=${column}`);
}

function refuse(/** @type {Event} */ event) {
  event.preventDefault();
  event.stopPropagation();
}

function addressOf(/** @type {HTMLElement} */ card, /** @type {string} */ verb) {
  return `/board/${card.dataset.card}/${verb}?${new URLSearchParams(location.search)}`;
}

// --- telling the server

/** Does what a form or a drop asks, and shows the board as it then is; a refused card goes back with the reason. */
async function send(/** @type {string} */ address, /** @type {Record<string, string>} */ fields) {
  setBusy(true);
  board().classList.add('board-sending');
  alertPlace.replaceChildren();
  try {
    const response = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'text/html', 'HX-Request': 'true' },
    });
    // Signed out meanwhile: the page leads to the login and back.
    if (response.status === 401) return location.reload();
    const text = await response.text();
    if (response.ok) await show(text);
    else await refused(text, response.status);
  } catch {
    await refused('', 0);
  } finally {
    board().classList.remove('board-sending');
    settle();
  }
}

async function show(/** @type {string} */ text) {
  takeBack = undefined;
  changes += 1;
  closeDialog();
  setBusy(false);
  // Not the board's own swap: nothing is to stay under the pointer that has just been moved.
  await htmx.swap({ text, target: board(), swap: 'outerMorph', sourceElement: document.body });
  wire();
  putFocus();
}

async function refused(/** @type {string} */ text, /** @type {number} */ status) {
  takeBack?.();
  takeBack = undefined;
  closeDialog();
  const isPart = text !== '' && !text.startsWith('<!DOCTYPE');
  const template = document.getElementById(status === 404 ? 'board-gone' : 'board-failed');
  const html = isPart ? text : (template?.innerHTML ?? '');
  await htmx.swap({ text: html, target: alertPlace, swap: 'innerHTML', sourceElement: document.body });
  alertPlace.scrollIntoView({ block: 'nearest' });
  putFocus();
  if (status === 0) return;
  // Somebody else was quicker, so the board is behind.
  setBusy(false);
  board().dispatchEvent(new CustomEvent('live'));
}

function settle() {
  takeBack?.();
  takeBack = undefined;
  setBusy(false);
}

// --- the menu of moves

/** Opens the moves of a card: they are asked for now, for the card may have moved since it was drawn. */
async function ask(/** @type {string} */ address) {
  const waits = /** @type {HTMLTemplateElement} */ (document.getElementById('board-dialog-waits'));
  dialogBody.replaceChildren(waits.content.cloneNode(true));
  dialog.showModal();
  try {
    const response = await fetch(address, { headers: { accept: 'text/html', 'HX-Request': 'true' } });
    if (response.status === 401) return location.reload();
    const text = await response.text();
    if (!response.ok) return refused('', response.status);
    if (!dialog.open) return;
    await htmx.swap({ text, target: dialogBody, swap: 'innerHTML', sourceElement: document.body });
    const first = dialogBody.querySelector('[autofocus], button, select, a');
    if (first instanceof HTMLElement) first.focus();
  } catch {
    await refused('', 0);
  }
}

function closeDialog() {
  if (dialog.open) dialog.close();
}

dialog.addEventListener('close', () => {
  // Closed undecided: the card goes back. What is being sent decides for itself.
  if (!board().classList.contains('board-sending')) settle();
});

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target === dialog) return dialog.close();
  const link = target?.closest('a[data-move]');
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!(link instanceof HTMLAnchorElement) || !plain) return;
  event.preventDefault();
  const card = /** @type {HTMLElement | null} */ (link.closest('[data-card]'));
  if (card) remember(card);
  ask(link.href);
});

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    if (!form?.matches('[data-board-form]')) return;
    event.preventDefault();
    if (board().classList.contains('board-sending')) return;
    const card = /** @type {HTMLElement | null} */ (form.closest('[data-card]'));
    if (card) remember(card);
    const fields = [...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)]);
    send(form.action, Object.fromEntries(fields));
  },
  true,
);

document.addEventListener('change', (event) => {
  const field = event.target instanceof HTMLSelectElement ? event.target : null;
  const form = field?.form;
  if (form?.matches('[data-board-filters]')) form.requestSubmit();
});

// --- what comes in by itself

document.addEventListener('htmx:config:request', (event) => {
  const { ctx } = /** @type {CustomEvent} */ (event).detail;
  if (ctx.sourceElement === board()) ctx.boardChanges = changes;
});
document.addEventListener('htmx:before:swap', (event) => {
  const { ctx } = /** @type {CustomEvent} */ (event).detail;
  if (ctx.sourceElement !== board() || event.defaultPrevented) return;
  if (ctx.boardChanges !== changes) {
    event.preventDefault();
    board().dispatchEvent(new CustomEvent('live'));
    return;
  }
  const card = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest('[data-card]'));
  if (card) remember(card);
});
document.addEventListener('htmx:after:swap', (event) => {
  if (/** @type {CustomEvent} */ (event).detail.ctx.sourceElement !== board()) return;
  wire();
  putFocus();
});

wire();
