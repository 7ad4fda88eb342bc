// @ts-check
// Which card of the board has the focus: arrows move it, and it stays with its card when the board is drawn anew.

/** Of every lane. */
const COLUMNS = 4;

/** The card to have the focus after the next change, and where it stood. @type {{ id: string, list: string, at: number } | undefined} */
let focused;

/** @returns {HTMLElement[]} */
function cardsIn(/** @type {Element | null | undefined} */ list) {
  return list
    ? [...list.querySelectorAll(':scope > [data-card]')].filter((each) => each instanceof HTMLElement)
    : [];
}

export function remember(/** @type {HTMLElement} */ card) {
  const list = card.closest('[data-list]');
  focused = { id: card.id, list: list?.id ?? '', at: cardsIn(list).indexOf(card) };
}

/** To the remembered card, or to the one that took its place. Never away from where somebody has gone meanwhile. */
export function putFocus() {
  const wanted = focused;
  focused = undefined;
  const active = document.activeElement;
  if (!wanted || (active && active !== document.body && !active.closest('[data-card]'))) return;
  const others = cardsIn(document.getElementById(wanted.list));
  const card = document.getElementById(wanted.id) ?? others[Math.min(wanted.at, others.length - 1)];
  if (card && !(active && card.contains(active))) focusCard(card);
}

function focusCard(/** @type {Element} */ card) {
  const handle = card.querySelector('.board-handle');
  if (!(handle instanceof HTMLElement)) return;
  handle.focus({ preventScroll: true });
  card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const way = /^Arrow(Up|Down|Left|Right)$/.exec(event.key)?.[1];
  const active = document.activeElement;
  const card = active?.closest('[data-card]');
  if (!way || document.querySelector('dialog:modal') || !(card || active === document.body)) return;
  const next = card ? neighbour(card, way) : document.querySelector('[data-card]');
  if (next) focusCard(next);
  if (card || next) event.preventDefault();
});

/** The next card that way: in its column and on into the lane below, or beside it over what is empty. */
function neighbour(/** @type {Element} */ card, /** @type {string} */ way) {
  const lists = [...document.querySelectorAll('[data-list]')];
  const list = /** @type {Element} */ (card.closest('[data-list]'));
  const at = cardsIn(list).indexOf(/** @type {HTMLElement} */ (card));
  const forward = way === 'Down' || way === 'Right';
  const sideways = way === 'Left' || way === 'Right';
  if (!sideways) {
    const beside = cardsIn(list)[at + (forward ? 1 : -1)];
    if (beside) return beside;
  }
  const stride = (sideways ? 1 : COLUMNS) * (forward ? 1 : -1);
  const start = lists.indexOf(list);
  const isInReach = (/** @type {number} */ index) =>
    !sideways || Math.floor(index / COLUMNS) === Math.floor(start / COLUMNS);
  for (let index = start + stride; index >= 0 && lists[index] && isInReach(index); index += stride) {
    const cards = cardsIn(lists[index]);
    if (cards.length > 0)
      return cards[sideways ? Math.min(at, cards.length - 1) : forward ? 0 : cards.length - 1];
  }
  return undefined;
}
