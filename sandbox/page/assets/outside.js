// @ts-check
// The page of the outside systems: switches, a fresh copy of the lists every few seconds, copy buttons.
import { copy } from './copy.js';

const EVERY_MS = 3000;

function localTimes() {
  for (const time of document.querySelectorAll('time')) {
    time.textContent = new Date(time.dateTime).toLocaleTimeString(document.documentElement.lang);
  }
}

async function refresh() {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  const active =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-live]'))) {
    const other = fresh.getElementById(part.id);
    if (!other || other.innerHTML === part.dataset.seen) continue;
    part.dataset.seen = other.innerHTML;
    part.replaceChildren(...other.childNodes);
  }
  localTimes();
  if (active) /** @type {HTMLElement | null} */ (document.querySelector(`[data-key="${active}"]`))?.focus();
}

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button?.dataset.system) {
    const { system, setting } = button.dataset;
    const headers = { 'content-type': 'application/json' };
    await fetch(`/sandbox/switches/${system}`, { method: 'PUT', headers, body: setting });
    await refresh();
  } else if (button?.dataset.copy !== undefined) {
    await copy(button.closest('.example')?.querySelector('pre')?.textContent ?? '');
    button.textContent = button.dataset.copy;
  }
});
localTimes();
// While the sandbox does not answer the lists stay as they are; the next look may succeed.
setInterval(() => document.hidden || refresh().catch(() => undefined), EVERY_MS);
