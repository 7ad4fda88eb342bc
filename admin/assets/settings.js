// @ts-check
// Routing rules are drawn to their place; the buttons beside each do the same without a mouse.

const { Sortable } = /** @type {{ Sortable: typeof import('sortablejs') }} */ (
  /** @type {unknown} */ (window)
);

for (const list of document.querySelectorAll('[data-sortable]')) {
  if (list instanceof HTMLElement)
    Sortable.create(list, { handle: '.rule-handle', animation: 120, onEnd: send });
}

/** Sends the form of the rule that was moved, with its new place. */
function send(/** @type {import('sortablejs').SortableEvent} */ moved) {
  const form = moved.item.querySelector('form');
  if (!form || moved.oldIndex === moved.newIndex) return;
  const place = document.createElement('input');
  place.type = 'hidden';
  place.name = 'to';
  place.value = String(moved.newIndex);
  form.append(place);
  form.requestSubmit();
}
