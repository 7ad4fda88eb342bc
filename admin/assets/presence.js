// @ts-check
// Says that this page has a card open, and when it is left. What comes back tells who else has.

const TAB = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** @returns {NodeListOf<HTMLElement>} */
function cards() {
  return document.querySelectorAll('[data-presence]');
}

function say() {
  for (const card of cards()) card.dispatchEvent(new CustomEvent('presence'));
}

document.addEventListener('htmx:config:request', (event) => {
  const { sourceElement: card, request } = /** @type {CustomEvent} */ (event).detail.ctx;
  const subject = card.dataset?.presence;
  if (subject === undefined) return;
  request.body.set('subject', subject);
  request.body.set('tab', TAB);
});

document.addEventListener('helpdesk:change', (event) => {
  const { type, subject } = /** @type {CustomEvent} */ (event).detail;
  if (type !== 'presence') return;
  for (const card of cards()) {
    if (card.dataset.presence === subject) card.dispatchEvent(new CustomEvent('presence'));
  }
});

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) say();
});
window.addEventListener('pagehide', () => {
  for (const card of cards()) {
    const left = new URLSearchParams({ subject: card.dataset.presence ?? '', tab: TAB });
    navigator.sendBeacon('/live/presence/leave', left);
  }
});
window.addEventListener('pageshow', (event) => {
  if (event.persisted) say();
});

// Last, for what is said is completed above. htmx may begin before this script or after it: it hears nothing until then.
document.addEventListener('htmx:after:init', (event) => {
  if (event.target instanceof Element && event.target.matches('[data-presence]')) say();
});
if (document.querySelector('[data-presence][data-htmx-powered]')) say();
