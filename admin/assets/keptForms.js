// @ts-check
// A form marked [data-keep] within a part that refreshes itself is left alone while it is filled in; the rest of the
// part goes on. `data-keep` names what it was made from: where that changes meanwhile, the form offers to show it.

const TYPED =
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=hidden]), textarea';
const FIELDS = `${TYPED}, select`;

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/** What was typed into the form that is shown anew. @type {{ id: string, fields: [string, string][] } | undefined} */
let typed;

/**
 * Whether somebody types in a part, or has typed and not sent it.
 * @param {Element} part
 * @param {(field: Element) => boolean} counts which fields are asked about.
 */
export function isFilledIn(part, counts = () => true) {
  const active = document.activeElement;
  const isTypedIn =
    active !== null && part.contains(active) && active.matches(`${FIELDS}, [contenteditable]`);
  if (isTypedIn && counts(active)) return true;
  const fields = /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (
    part.querySelectorAll(TYPED)
  );
  return [...fields].some((field) => counts(field) && field.value !== field.defaultValue);
}

/**
 * Before a part is replaced: forms in use stay as they are.
 * @param {Element} part
 * @param {string} text the part as it comes.
 * @returns {boolean} false where a form in use would be gone: then the part waits.
 */
export function keepForms(part, text) {
  const forms = /** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll('[data-keep]'));
  if (forms.length === 0) return true;
  const coming = new DOMParser().parseFromString(text, 'text/html');
  let all = true;
  for (const form of forms) {
    const isKept = typed?.id !== form.id && isInHand(form);
    const next = coming.getElementById(form.id);
    form.toggleAttribute('hx-morph-skip', isKept);
    if (isKept) form.toggleAttribute('data-behind', next?.dataset.keep !== form.dataset.keep);
    if (isKept && next === null) all = false;
  }
  return all;
}

function isInHand(/** @type {HTMLElement} */ form) {
  return isFilledIn(form) || [...form.querySelectorAll('select')].some(isChosen);
}

/** Whether another one is chosen than the page came with. */
function isChosen(/** @type {HTMLSelectElement} */ select) {
  const first = [...select.options].findIndex((option) => option.defaultSelected);
  return select.selectedIndex !== Math.max(0, first);
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-catch-up]') : null;
  const form = button?.closest('[data-keep]');
  const part = form?.closest('[data-live]');
  if (!(form instanceof HTMLElement) || !part) return;
  const fields = /** @type {Field[]} */ ([...form.querySelectorAll(FIELDS)]);
  typed = { id: form.id, fields: fields.map((field) => [field.name, field.value]) };
  part.dispatchEvent(new CustomEvent('live'));
});

/** After a part was replaced: what was typed is in the form as it now is. A choice that is no more is not made. */
export function putBackTyped(/** @type {Element | undefined} */ part) {
  const form = typed && document.getElementById(typed.id);
  if (!typed || !part || (form && form.closest('[data-live]')?.id !== part.id)) return;
  const { fields } = typed;
  typed = undefined;
  for (const [name, value] of form ? fields : []) {
    const field = /** @type {Field | null} */ (form?.querySelector(`[name="${CSS.escape(name)}"]`));
    const isOffered = !(field instanceof HTMLSelectElement) || hasOption(field, value);
    if (field && isOffered) field.value = value;
  }
}

function hasOption(/** @type {HTMLSelectElement} */ select, /** @type {string} */ value) {
  return [...select.options].some((each) => each.value === value);
}
