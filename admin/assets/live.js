// @ts-check
// One line to the server for all tabs of a browser: browsers allow few at a time. The tab that has the lock holds the
// line and passes on what it hears; when it closes, another one takes over from where it stood. What is heard becomes
// events of the document: helpdesk:change {type, requestId, incidentId, subject}, helpdesk:reset, helpdesk:line {on}, and
// helpdesk:ended when the line was refused because nobody is signed in.

/** @typedef {{ type: string, requestId: string | null, incidentId: string | null, subject: string | null }} Change */
/**
 * @typedef {{ kind: 'change', change: Change } | { kind: 'reset' } | { kind: 'line', on: boolean }
 *   | { kind: 'ended' } | { kind: 'ask', tab: string, since: number } | { kind: 'answer', tab: string, on: boolean, changes: Change[] }} Word
 */

const NAME = 'helpdesk-live';
const TAB = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
/** A tab that was being loaded meanwhile asks for what it missed. Milliseconds. */
const REMEMBERED_MS = 60_000;
const AGAIN_MS = [2_000, 5_000, 15_000, 30_000];

const address = document.body.dataset.liveLine;
const channel = 'BroadcastChannel' in window ? new BroadcastChannel(NAME) : null;
/** @type {EventSource | undefined} */
let source;
/** @type {(() => void) | undefined} */
let release;
/** @type {{ at: number, change: Change }[]} */
let recent = [];
let isOn = false;
let failures = 0;

/** Says it to every tab, this one among them. */
function tell(/** @type {Word} */ word) {
  channel?.postMessage(word);
  hear(word);
}

function hear(/** @type {Word} */ word) {
  if (word.kind === 'change') emit('change', word.change);
  if (word.kind === 'reset') emit('reset', {});
  if (word.kind === 'line') setLine(word.on);
  if (word.kind === 'ended') emit('ended', {});
  if (word.kind === 'ask' && source) {
    const changes = recent.filter((each) => each.at >= word.since).map((each) => each.change);
    channel?.postMessage({ kind: 'answer', tab: word.tab, on: isOn, changes });
  }
  if (word.kind === 'answer' && word.tab === TAB) {
    setLine(word.on);
    for (const change of word.changes) emit('change', change);
  }
}

function setLine(/** @type {boolean} */ on) {
  isOn = on;
  document.documentElement.dataset.line = on ? 'on' : 'off';
  emit('line', { on });
}

function emit(/** @type {string} */ name, /** @type {object} */ detail) {
  document.dispatchEvent(new CustomEvent(`helpdesk:${name}`, { detail }));
}

function connect() {
  const after = localStorage.getItem(NAME);
  const opened = new EventSource(after === null ? `${address}` : `${address}?after=${after}`);
  source = opened;
  opened.addEventListener('hello', (event) => {
    failures = 0;
    // Where nobody knows since when this page is what it is, it is asked for anew.
    if (after === null) tell({ kind: 'reset' });
    remember(event);
    tell({ kind: 'line', on: true });
  });
  opened.addEventListener('at', remember);
  opened.addEventListener('reset', () => tell({ kind: 'reset' }));
  opened.addEventListener('message', (event) => {
    remember(event);
    const change = JSON.parse(event.data);
    const now = Date.now();
    recent = [...recent.filter((each) => now - each.at < REMEMBERED_MS), { at: now, change }];
    tell({ kind: 'change', change });
  });
  opened.addEventListener('error', () => {
    tell({ kind: 'line', on: false });
    // A line that only broke is mended by the browser; one that was refused is not.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
    askWhetherEnded();
    setTimeout(connect, AGAIN_MS[Math.min(failures, AGAIN_MS.length - 1)]);
    failures += 1;
  });
}

/** A line does not say why it was refused. */
async function askWhetherEnded() {
  const answer = await fetch(`${address}/waiting`, { headers: { 'hx-request': 'true' } }).catch(() => null);
  if (answer?.status === 401) tell({ kind: 'ended' });
}

function remember(/** @type {MessageEvent} */ event) {
  if (event.lastEventId !== '') localStorage.setItem(NAME, event.lastEventId);
}

function begin() {
  channel?.postMessage({ kind: 'ask', tab: TAB, since: performance.timeOrigin });
  // Locks are for secure pages only: elsewhere every tab has its own line.
  if (!channel || !navigator.locks) return connect();
  navigator.locks.request(NAME, () => {
    connect();
    return new Promise((resolve) => {
      release = () => resolve(undefined);
    });
  });
}

if (address) {
  channel?.addEventListener('message', (event) => hear(event.data));
  begin();
  window.addEventListener('pagehide', () => {
    source?.close();
    source = undefined;
    release?.();
  });
  // A page brought back by the back button is behind.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    emit('reset', {});
    begin();
  });
}
