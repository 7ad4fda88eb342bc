// @ts-check
// Building and renewing parts of the page. Texts go in as text, never as markup.

/** This near the end is at the end. */
const NEAR_PX = 48;

/**
 * An element of the page by its id.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} #${id}`);
  return found;
}

/**
 * Makes an element.
 * @param {string} tag
 * @param {Record<string, unknown>} attributes `on…` are listeners; false, null and undefined are left out
 * @param {...(Node | string | null | false | undefined)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false && child !== undefined));
  return element;
}

/** A line icon of the page's sprite. */
export function icon(/** @type {string} */ name) {
  const SVG = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

/**
 * Brings a list up to date: what has not changed keeps its element, and with it the focus and what plays in it.
 * @template T
 * @param {Element} list
 * @param {T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => HTMLElement} render
 */
export function renew(list, items, keyOf, render) {
  const before = new Map([...list.children].map((child) => [child.getAttribute('data-key'), child]));
  const after = items.map((item) => {
    const key = keyOf(item);
    const seen = JSON.stringify(item);
    const known = before.get(key);
    if (known instanceof HTMLElement && known.dataset.seen === seen) return known;
    const made = render(item);
    made.dataset.key = key;
    made.dataset.seen = seen;
    return made;
  });
  const keep = new Set(after);
  for (const child of [...list.children]) if (!keep.has(/** @type {HTMLElement} */ (child))) child.remove();
  after.forEach((element, index) => {
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
  });
}

/**
 * Keeps a conversation at its end while the reader is there, whatever comes, or takes its room.
 * @returns renews it by `work`
 */
export function followThread(/** @type {HTMLElement} */ thread) {
  let atEnd = true;
  let before = 0;
  const toEnd = () => {
    if (atEnd) thread.scrollTop = thread.scrollHeight;
  };
  thread.addEventListener('scroll', () => {
    // Only he who scrolls up leaves the end; what arrives, or takes the thread's room, does not move him.
    if (thread.scrollHeight - thread.scrollTop - thread.clientHeight < NEAR_PX) atEnd = true;
    else if (thread.scrollTop < before) atEnd = false;
    before = thread.scrollTop;
  });
  new ResizeObserver(toEnd).observe(thread);
  return (/** @type {() => void} */ work) => {
    work();
    toEnd();
  };
}

/** Shows a complaint, or with null takes it away. */
export function complain(/** @type {HTMLElement} */ notice, /** @type {string | null} */ text) {
  notice.hidden = text === null;
  notice.textContent = text ?? '';
  if (text !== null) notice.scrollIntoView({ block: 'nearest' });
}
