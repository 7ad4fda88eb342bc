// @ts-check
// Keys: `data-hotkey` on a link, a button or a field (`t`, or `g b` for one after the other). By the place of the key
// where the layout is not Latin, so that they work in the Russian one too; never while somebody types in a field.

const TYPED =
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]';
const FOCUSABLE = 'a[href], button:not(:disabled), summary, [tabindex]';
/** How long the second key of two may take. Milliseconds. */
const SEQUENCE_MS = 1_500;

const sheet = /** @type {HTMLDialogElement | null} */ (document.getElementById('hotkeys'));
let pending = '';
/** @type {number | undefined} */
let pendingTimer;

/** @returns {string | null} what was pressed: a small Latin letter, a digit, `/`, `?`, `Enter`, `Escape`; null: none of ours. */
function keyOf(/** @type {KeyboardEvent} */ event) {
  const { key, code, shiftKey } = event;
  if (key === '?' || (code === 'Slash' && key === ',')) return '?';
  if (key === '/' || (code === 'Slash' && key === '.')) return '/';
  if (key.length > 1) return key;
  if (shiftKey) return null;
  if (/^[a-z\d]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}

function usable() {
  const modal = document.querySelector('dialog:modal');
  /** @type {NodeListOf<HTMLElement>} */
  const all = (modal ?? document).querySelectorAll('[data-hotkey]');
  // What a menu holds works without opening it.
  const shown = (/** @type {Element} */ each) =>
    each.checkVisibility() || each.closest('details[name="menu"]');
  return [...all].filter((each) => shown(each) && !each.matches(':disabled'));
}

function rows() {
  const marked = [...document.querySelectorAll('main [data-row]')];
  const found = marked.length > 0 ? marked : [...document.querySelectorAll('main tr:has(.row-link)')];
  return found.filter((each) => each.checkVisibility());
}

function rowAt(/** @type {Element | null} */ element) {
  return element?.closest('[data-row], tr:has(.row-link)') ?? null;
}

/** What a key means here: first to the chosen row, then to a call, then to the page. A row that is not chosen is not meant. */
function findTarget(/** @type {string} */ keys) {
  const row = rowAt(document.activeElement);
  const fitting = usable().filter((each) => each.dataset.hotkey === keys);
  return (
    fitting.find((each) => row?.contains(each)) ??
    fitting.find((each) => each.closest('#pop')) ??
    fitting.find((each) => rowAt(each) === null)
  );
}

function activate(/** @type {HTMLElement} */ target) {
  // A choice is only gone into: which one it is, is for a second key.
  if (target.matches('[data-hotkey-into]')) return focusWithin(target, FOCUSABLE);
  if (target.matches('summary:has(~ form)')) return openForm(target);
  if (!target.matches(TYPED)) return target.click();
  target.focus();
  if (target instanceof HTMLInputElement) target.select();
}

function focusWithin(/** @type {Element | null} */ place, /** @type {string} */ which) {
  const field = [...(place?.querySelectorAll(which) ?? [])].find((each) => each.checkVisibility());
  if (field instanceof HTMLElement) field.focus();
}

/** Opens a folded form and goes to its first field; one without a field is only opened. */
function openForm(/** @type {HTMLElement} */ summary) {
  const fold = summary.closest('details');
  if (!fold?.open) summary.click();
  focusWithin(fold?.querySelector('form') ?? null, `${TYPED}, input[type=radio]`);
}

function wait(/** @type {string} */ keys) {
  pending = keys;
  clearTimeout(pendingTimer);
  if (keys !== '') pendingTimer = window.setTimeout(() => wait(''), SEQUENCE_MS);
}

/** @returns {boolean} whether it meant something. */
function press(/** @type {string} */ key) {
  const keys = pending === '' ? key : `${pending} ${key}`;
  const target = findTarget(keys);
  wait('');
  if (target) activate(target);
  else if (usable().some((each) => each.dataset.hotkey?.startsWith(`${keys} `))) wait(keys);
  else return pressOwn(key);
  return true;
}

function pressOwn(/** @type {string} */ key) {
  if (key === '?') return openSheet();
  if (document.querySelector('dialog:modal')) return false;
  if (key === '/') return focusSearch();
  if (key === 'j') return step(1);
  if (key === 'k') return step(-1);
  if (key === 'Enter') return openRow();
  return key === 'Escape' && leave();
}

function focusSearch() {
  const field = [...document.querySelectorAll('main input[type=search]')].find((each) =>
    each.checkVisibility(),
  );
  if (!(field instanceof HTMLInputElement)) return false;
  activate(field);
  return true;
}

function step(/** @type {1 | -1} */ by) {
  const all = rows();
  const now = rowAt(document.activeElement);
  const at = now ? all.indexOf(now) : by === 1 ? -1 : all.length;
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  if (!next) return false;
  const target = next.matches(FOCUSABLE) ? next : next.querySelector(FOCUSABLE);
  if (!(target instanceof HTMLElement)) return false;
  target.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
  return true;
}

/** A row that is a link opens by itself; one that only holds some opens its first. */
function openRow() {
  const row = document.activeElement;
  if (!row?.matches('[data-row]') || row.matches('a, button')) return false;
  const link = row.querySelector('a[href]');
  if (link instanceof HTMLElement) link.click();
  return link !== null;
}

function leave() {
  if (!(document.activeElement instanceof HTMLElement) || !rowAt(document.activeElement)) return false;
  document.activeElement.blur();
  return true;
}

function openSheet() {
  if (!sheet || sheet.open) return false;
  fillSheet(sheet);
  sheet.showModal();
  return true;
}

/** @typedef {[keys: string, label: string][]} Keys */

function fillSheet(/** @type {HTMLDialogElement} */ dialog) {
  const says = dialog.dataset;
  /** @type {Record<string, Keys>} */
  const groups = { call: [], row: [], page: [], everywhere: [] };
  for (const each of usable()) groups[groupOf(each)]?.push([each.dataset.hotkey ?? '', labelOf(each)]);
  if (rows().length > 0) {
    groups.page?.push(['j', says.next ?? ''], ['k', says.previous ?? ''], ['Enter', says.enter ?? '']);
  }
  const hasOwn = usable().some((each) => each.dataset.hotkey === '/');
  if (!hasOwn && document.querySelector('main input[type=search]'))
    groups.everywhere?.push(['/', says.search ?? '']);
  groups.everywhere?.push(['Escape', says.escape ?? ''], ['?', says.sheet ?? '']);
  for (const section of dialog.querySelectorAll('[data-keys]')) {
    const keys = onePerKey(groups[section.getAttribute('data-keys') ?? ''] ?? []);
    section.toggleAttribute('hidden', keys.length === 0);
    section.querySelector('dl')?.replaceChildren(...keys.flatMap(([each, label]) => lineOf(each, label)));
  }
}

function groupOf(/** @type {HTMLElement} */ element) {
  if (element.closest('#pop')) return 'call';
  if (rowAt(element)) return 'row';
  return element.closest('.topbar') ? 'everywhere' : 'page';
}

function labelOf(/** @type {HTMLElement} */ element) {
  const field = /** @type {{ labels?: NodeListOf<HTMLLabelElement> }} */ (element).labels?.[0];
  const said = element.dataset.hotkeyLabel ?? element.getAttribute('aria-label') ?? element.title;
  return (said || field?.textContent || element.textContent || '').replace(/\s+/g, ' ').trim();
}

/** @returns {Keys} the first of each; every row has the same ones. */
function onePerKey(/** @type {Keys} */ keys) {
  return keys.filter(([key], index) => keys.findIndex(([other]) => other === key) === index);
}

function lineOf(/** @type {string} */ keys, /** @type {string} */ label) {
  const [term, text] = [document.createElement('dt'), document.createElement('dd')];
  keys.split(' ').forEach((key, index) => {
    if (index > 0) term.append(` ${sheet?.dataset.then ?? ''} `);
    const cap = document.createElement('kbd');
    cap.textContent = key === 'Escape' ? 'Esc' : key;
    term.append(cap);
  });
  text.textContent = label;
  return [term, text];
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.matches(TYPED) || target?.isContentEditable) {
    if (event.key === 'Escape' && !target.closest('dialog')) target.blur();
    return;
  }
  const key = keyOf(event);
  // A button or a link that has the focus takes Enter for itself.
  if (key === null || (key === 'Enter' && target?.matches('a, button, summary'))) return;
  if (press(key)) event.preventDefault();
});
document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('[data-keys-open]')) openSheet();
  // A click on what is behind the sheet closes it.
  if (target === sheet) sheet?.close();
});
