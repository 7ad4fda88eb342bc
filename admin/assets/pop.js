// @ts-check
// Calls at one's own telephone: a panel for each, fetched when it rings and again when it goes on. It takes no focus.

const box = document.getElementById('pop');
const GONE = 'helpdesk-calls-put-away';
/** Calls put away that are remembered, so that the next page does not show them again. */
const MOST_GONE = 50;
/** How long a call that is over stays on the screen. Milliseconds. */
const STAYS_MS = 30_000;

/** @type {Map<string, 'once' | 'again'>} */
const asking = new Map();
const title = document.title;

/** @returns {string[]} */
function putAway() {
  const stored = localStorage.getItem(GONE);
  return stored === null ? [] : stored.split(' ');
}

function panels() {
  return /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#pop [data-call]'));
}

function panelOf(/** @type {string} */ callId) {
  return [...panels()].find((each) => each.dataset.call === callId);
}

/** Fetches the panel of a call, or of all that go on; one that changes meanwhile is fetched once more. */
async function show(/** @type {string | null} */ callId) {
  const path = callId === null ? '/pop' : `/pop/${callId}`;
  if (callId !== null && putAway().includes(callId)) return;
  if (asking.has(path)) {
    asking.set(path, 'again');
    return;
  }
  asking.set(path, 'once');
  const response = await fetch(path, { headers: { 'hx-request': 'true' } }).catch(() => null);
  if (response?.ok) place(await response.text());
  else if (response?.status === 404 && callId !== null) panelOf(callId)?.remove();
  const again = asking.get(path) === 'again';
  asking.delete(path);
  if (again) await show(callId);
}

function place(/** @type {string} */ html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  const gone = putAway();
  /** @type {NodeListOf<HTMLElement>} */
  const fresh = template.content.querySelectorAll('[data-call]');
  for (const panel of fresh) {
    const { call = '', ended } = panel.dataset;
    if (gone.includes(call)) continue;
    const old = panelOf(call);
    const focused = old?.contains(document.activeElement) ? document.activeElement?.id : undefined;
    if (old) {
      panel.dataset.known = 'yes';
      old.replaceWith(panel);
    } else box?.prepend(panel);
    if (focused) document.getElementById(focused)?.focus();
    if (ended !== undefined) setTimeout(() => fade(panel), STAYS_MS);
  }
  tick();
}

function fade(/** @type {HTMLElement} */ panel) {
  if (!panel.isConnected) return;
  if (panel.matches(':hover, :focus-within')) setTimeout(() => fade(panel), STAYS_MS);
  else putAwayPanel(panel);
}

function putAwayPanel(/** @type {HTMLElement} */ panel) {
  const { call = '' } = panel.dataset;
  localStorage.setItem(GONE, [...putAway().slice(1 - MOST_GONE), call].join(' '));
  panel.remove();
  tick();
}

/** How long it rings or is talked, second by second; a tab in the background says so in its title. */
function tick() {
  const going = [...panels()].filter((each) => each.dataset.ended === undefined);
  for (const panel of going) {
    const since = panel.querySelector('time[data-since]');
    const seconds = Math.max(
      0,
      Math.round((Date.now() - Date.parse(since?.getAttribute('datetime') ?? '')) / 1000),
    );
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    if (since && since.textContent !== text) since.textContent = text;
  }
  const rings = going.some((each) => each.dataset.state === 'ringing');
  const shown = rings ? `${box?.dataset.ringing ?? ''} · ${title}` : title;
  if (document.title !== shown) document.title = shown;
}

if (box) {
  setInterval(tick, 1_000);
  void show(null);
  document.addEventListener('helpdesk:change', (event) => {
    const { type, subject } = /** @type {CustomEvent} */ (event).detail;
    if (type === 'pop') void show(subject.replace('call:', ''));
  });
  // What rang while the line was down.
  document.addEventListener('helpdesk:line', (event) => {
    if (/** @type {CustomEvent} */ (event).detail.on) void show(null);
  });
  box.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-put-away]') : null;
    const panel = button?.closest('[data-call]');
    if (panel instanceof HTMLElement) putAwayPanel(panel);
  });
  // Taken here, or put away in another tab: nowhere is it asked for again.
  box.addEventListener('submit', (event) => {
    const panel = event.target instanceof Element ? event.target.closest('[data-call]') : null;
    if (panel instanceof HTMLElement) setTimeout(() => putAwayPanel(panel));
  });
  window.addEventListener('storage', (event) => {
    if (event.key !== GONE) return;
    for (const panel of panels()) if (putAway().includes(panel.dataset.call ?? '')) panel.remove();
    tick();
  });
}
