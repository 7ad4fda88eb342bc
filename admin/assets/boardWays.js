// @ts-check
// Where a card of the board may go.

/** @returns {string[]} the steps of a column that the card may take. */
export function stepsTo(/** @type {HTMLElement} */ card, /** @type {string} */ column) {
  const ways = (card.dataset.to ?? '').split(' ');
  return ways.filter((way) => way.startsWith(`${column}:`)).map((way) => way.slice(column.length + 1));
}

export function columnOf(/** @type {Element} */ list) {
  return list.closest('[data-column]')?.getAttribute('data-column') ?? '';
}

export function laneOf(/** @type {Element} */ list) {
  const lane = /** @type {HTMLElement | null} */ (list.closest('[data-lane]'));
  return { id: lane?.dataset.lane ?? '', kind: lane?.dataset.laneKind ?? '' };
}

/** A card goes to another column of its lane along its process, or to another lane of its column: that hands it over. */
export function accepts(
  /** @type {Element} */ list,
  /** @type {Element} */ from,
  /** @type {HTMLElement} */ card,
) {
  const [lane, column] = [laneOf(list), columnOf(list)];
  if (lane.id === laneOf(from).id) return column !== columnOf(from) && stepsTo(card, column).length > 0;
  return card.hasAttribute('data-give') && lane.id !== '' && column === columnOf(from) && column !== 'DONE';
}
